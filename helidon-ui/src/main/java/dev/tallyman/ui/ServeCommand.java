package dev.tallyman.ui;

import dev.tallyman.ui.access.SettingException;
import dev.tallyman.ui.http.listener.AllowedHosts;
import dev.tallyman.ui.http.listener.GracefulStop;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "1:an unexpected failure",
            "2:wrong usage or bad configuration",
            "3:the volume or the index cannot be used",
            "5:it cannot serve any more; start it again",
            "130, 143:stopped by a signal"
        },
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

    @Option(names = "--port", defaultValue = "8080", description = "Port of the pages and the API.")
    int port;

    @Option(names = "--health-port", defaultValue = "8081", description = "Port of health and metrics.")
    int healthPort;

    @Option(names = "--bind", defaultValue = "127.0.0.1", description = "Address to listen on; 0.0.0.0 for every one.")
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

    @Option(names = "--rules", description = "The rules file; built-in rules otherwise.")
    @Nullable
    Path rules;

    @Option(
            names = "--stop-delay",
            defaultValue = "0",
            paramLabel = "SECONDS",
            description = "How long it serves on after SIGTERM, not ready any more, until a Service or a"
                    + " proxy sends nobody here.")
    int stopDelay;

    @Option(
            names = "--stop-grace",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "How long it then waits for uploads and answers that are in flight.")
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
                    data, port, healthPort, bind, allowedHosts, authentication, rules, gracefulStop(), environment);
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

    /** Starts the server; a port that cannot be had is a wrong setting. */
    static Server start(ServerSettings settings, CommandLine command) {
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
