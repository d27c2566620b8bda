package dev.tallyman.ui;

import dev.tallyman.ui.http.Budget;
import dev.tallyman.ui.http.Connections;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.ui.wire.Wire;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.function.Consumer;

/** The two ports: one for the pages and the API, one for health and metrics. */
final class Listeners implements AutoCloseable {
    private static final String HEALTH = "health";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Connections pages;
    private final Connections health;
    private final Agenda patience = new Agenda("patience");
    private final WebServer web;

    /**
     * @param pages the routes of the first port
     * @param health the routes of the second
     */
    Listeners(
            Settings settings,
            Budget budget,
            Consumer<HttpRouting.Builder> pages,
            Consumer<HttpRouting.Builder> health) {
        this.pages = connections(budget.connections(), budget);
        this.health = connections(budget.healthConnections(), budget);
        this.web = WebServer.builder()
                .host(settings.bind())
                .port(settings.port())
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(settings.departure().grace())
                .update(listener -> set(listener, this.pages))
                .routing(pages)
                .putSocket(
                        HEALTH,
                        socket -> socket.host(settings.bind())
                                .port(settings.healthPort())
                                .update(listener -> set(listener, this.health)))
                .routing(HEALTH, health)
                .build();
    }

    /** False when one of the ports cannot be had; Helidon only logs why. */
    boolean start() {
        web.start();
        patience.every(LOOK, pages::letGo);
        patience.every(LOOK, health::letGo);
        return web.isRunning();
    }

    int port() {
        return web.port();
    }

    int healthPort() {
        return web.port(HEALTH);
    }

    /** The connections to the pages and the API. */
    Connections connections() {
        return pages;
    }

    /** Lets what is in flight end, within the grace. */
    @Override
    public void close() {
        web.stop();
        patience.close();
    }

    private static Connections connections(int most, Budget budget) {
        return new Connections(most, budget, new Wire(RawPath.LONGEST));
    }

    private static void set(ListenerConfig.BuilderBase<?, ?> listener, Connections connections) {
        // Only ours: among several Helidon waits for the first byte, and nobody counts that.
        listener.protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                // Half of the memory that each connection keeps.
                .useNio(false)
                .maxTcpConnections(connections.most())
                // Without it every chunked answer waits 44 ms for the client's delayed ACK.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .errorHandling(errors -> errors.includeEntity(true))
                .contentEncoding(new Encodings())
                .directHandlers(Problems.direct());
    }
}
