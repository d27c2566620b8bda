package dev.tallyman.ui;

import dev.tallyman.program.CommandFrame;
import dev.tallyman.ui.access.SettingException;
import dev.tallyman.ui.http.listener.AllowedHosts;
import dev.tallyman.ui.http.listener.GracefulStop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until a signal comes. */
@Command(
        name = "serve",
        description = "Serves the pages and the API over a data folder.",
        exitCodeList = "5:it cannot serve any more; start it again",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The data folder; created where its parent exists.")
    Path data;

    @Mixin
    PortOptions ports = new PortOptions();

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on; 0.0.0.0 for every one. Default: ${DEFAULT-VALUE}.")
    String bind;

    @Option(
            names = "--allowed-host",
            paramLabel = "HOST",
            split = ",",
            description =
                    "A name or an address, without a port, under which it is opened; again for more. Others get 421; this machine's own names need not be told.")
    List<String> allowedHosts = List.of();

    @Mixin
    AccessFlags access = new AccessFlags();

    @Option(names = "--rules", paramLabel = "FILE", description = CommandFrame.RULES)
    @Nullable
    Path rules;

    @Option(
            names = "--stop-delay",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "How long it serves on after SIGTERM, not ready any more, until a Service or a"
                    + " proxy sends nobody here. Default: ${DEFAULT-VALUE}.")
    int stopDelay;

    @Option(
            names = "--stop-grace",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description =
                    "How long it then waits for uploads and answers that are in flight. Default: ${DEFAULT-VALUE}.")
    int stopGrace;

    ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings settings = settings();
        Server server = start(settings, spec.commandLine());
        Runtime.getRuntime().addShutdownHook(new Thread(server::leave, "stop"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Serving " + settings.data() + " at " + server.address());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private ServerSettings settings() {
        try {
            var authentication = access.open(bind, InstantSource.system());
            return new ServerSettings(
                    data,
                    ports.pages,
                    ports.health,
                    bind,
                    allowedHosts,
                    authentication,
                    rules,
                    gracefulStop(),
                    environment);
        } catch (AllowedHosts.NoHost | SettingException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }

    private GracefulStop gracefulStop() {
        if (stopDelay < 0 || stopGrace < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--stop-delay and --stop-grace are seconds, 0 or more.");
        }
        return new GracefulStop(Duration.ofSeconds(stopDelay), Duration.ofSeconds(stopGrace));
    }

    /** Starts the server; a port or an address that cannot be had is a wrong setting. */
    static Server start(ServerSettings settings, CommandLine command) {
        try {
            InetAddress.getByName(settings.bind());
        } catch (UnknownHostException e) {
            throw new CommandLine.ParameterException(
                    command, "--bind: “" + settings.bind() + "” is no address of this machine; 127.0.0.1 is one.", e);
        }
        try {
            return Server.start(settings, InstantSource.system());
        } catch (Server.NotListening e) {
            throw new CommandLine.ParameterException(
                    command,
                    "Cannot listen on %s, port %d and, for health, %d%s. Choose others with --port and --health-port."
                            .formatted(settings.bind(), settings.port(), settings.healthPort(), reason(settings)));
        }
    }

    private static String reason(ServerSettings settings) {
        for (int port : new int[] {settings.port(), settings.healthPort()}) {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(settings.bind()), port));
            } catch (IOException e) {
                return " (" + port + ": " + e.getMessage() + ")";
            }
        }
        return "";
    }
}
