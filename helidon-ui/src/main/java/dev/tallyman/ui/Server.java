package dev.tallyman.ui;

import dev.tallyman.index.Index;
import dev.tallyman.index.Volume;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;

/** The web server: everything is wired here, by constructors. */
public final class Server implements AutoCloseable {
    private static final String HEALTH = "health";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Settings settings;
    private final Index index;
    private final WebServer web;

    private Server(Settings settings, Index index) {
        this.settings = settings;
        this.index = index;
        var health = new Health(index);
        this.web =
                WebServer.builder()
                        .host(settings.bind())
                        .port(settings.port())
                        .featuresDiscoverServices(false)
                        .shutdownHook(false)
                        .shutdownGracePeriod(GRACE)
                        // Without it every chunked answer waits 44 ms for the client's delayed ACK.
                        .connectionOptions(socket -> socket.tcpNoDelay(true))
                        .directHandlers(Problems.direct())
                        .routing(this::routing)
                        .putSocket(
                                HEALTH,
                                socket ->
                                        socket.host(settings.bind())
                                                .port(settings.healthPort())
                                                .connectionOptions(o -> o.tcpNoDelay(true))
                                                .directHandlers(Problems.direct()))
                        .routing(HEALTH, routing -> routing.register(health))
                        .build();
    }

    /**
     * Opens the volume and serves it.
     *
     * @throws dev.tallyman.index.IndexException.Unusable the volume or its index cannot be used
     */
    public static Server start(Settings settings, InstantSource clock) {
        Index index = Index.open(Volume.create(settings.data()), clock);
        try {
            var server = new Server(settings, index);
            server.web.start();
            return server;
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private void routing(HttpRouting.Builder http) {
        Problems.handle(http);
        http.addFilter(new Ending());
        http.addFilter(new Guard(isLoopback(settings.bind())));
        var routes = new Routes(http);
        routes.register("/api/v1/files", new FilesApi(index));
        routes.register("/api/v1/summary", new SummaryApi(index));
        http.any("/api/*", routes::unknown);
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    public int port() {
        return web.port();
    }

    public int healthPort() {
        return web.port(HEALTH);
    }

    /** Where to open it in a browser, with a final slash. */
    public String address() {
        String host = settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    /** Lets what is in flight end, within ten seconds. */
    @Override
    public void close() {
        web.stop();
        index.close();
    }
}
