package dev.tallyman.ui;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.demo.SampleIntake;
import dev.tallyman.ui.http.listener.GracefulStop;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows everything on a sample intake until Ctrl-C, and leaves nothing behind. */
@Command(
        name = "demo",
        description = "Shows everything on a sample intake: two addresses to open, Ctrl-C ends it. Where a port"
                + " is taken it listens at a free one.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final System.Logger LOG = System.getLogger(DemoCommand.class.getName());
    private static final String LOCAL = "127.0.0.1";
    private static final GracefulStop AT_ONCE = new GracefulStop(Duration.ZERO, Duration.ofSeconds(10));

    private final Map<String, String> environment;
    private @Nullable Path temporary;
    private @Nullable Server server;

    @Spec
    CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder; a temporary one otherwise.")
    @Nullable
    Path data;

    @Mixin
    PortOptions ports = new PortOptions();

    DemoCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        Volume volume = Volume.create(data == null ? newTemporary() : data);
        if (isEmpty(volume.files())) {
            SampleIntake.write(volume, Instant.now());
        }
        Server started = start(volume);
        keep(started);
        for (Run.Kind kind : new Run.Kind[] {Run.Kind.SWEEP, Run.Kind.REPORT}) {
            Optional<String> failure = started.complete(kind);
            if (failure.isPresent()) {
                throw new IllegalStateException("The " + kind.label() + " failed: " + failure.get());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Files    " + started.address());
        out.println("Report   " + started.address() + "reports/latest/");
        out.println("Ctrl-C ends it" + (temporary == null ? "." : " and removes the sample."));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private Server start(Volume volume) {
        try {
            return Server.start(settings(volume), InstantSource.system());
        } catch (Server.NotListening e) {
            // Somebody has taken a port since it was free.
            return ServeCommand.start(settings(volume), spec.commandLine());
        }
    }

    private ServerSettings settings(Volume volume) {
        return new ServerSettings(
                volume.root(),
                free(ports.pages),
                free(ports.health),
                LOCAL,
                List.of(),
                null,
                null,
                AT_ONCE,
                environment);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    private static int free(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            return 0;
        }
    }

    private synchronized Path newTemporary() throws IOException {
        temporary = Files.createTempDirectory("tallyman-demo-");
        return temporary.resolve("data");
    }

    private synchronized void keep(Server started) {
        server = started;
    }

    private synchronized void stop() {
        if (server != null) {
            server.close();
        }
        if (temporary != null) {
            delete(temporary);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "The sample stays at " + folder, e);
        }
    }
}
