package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.RawPath;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.wire.Wire;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.function.Consumer;

/** The two ports: one for the pages and the API, one for health and metrics. */
public final class Listeners implements AutoCloseable {
    private static final String HEALTH = "health";

    private final Connections pages;
    private final Connections health;
    private final WebServer web;

    /**
     * Where they listen.
     *
     * @param grace how long what is in flight may take when they stop
     */
    public record Address(String host, int port, int healthPort, Duration grace) {}

    /**
     * @param pages the routes of the first port
     * @param health the routes of the second
     */
    public Listeners(
            Address address, Budget budget, Consumer<HttpRouting.Builder> pages, Consumer<HttpRouting.Builder> health) {
        this.pages = connections(budget.connections(), budget);
        this.health = connections(budget.healthConnections(), budget);
        this.web = WebServer.builder()
                .host(address.host())
                .port(address.port())
                .featuresDiscoverServices(false)
                .shutdownHook(false)
                .shutdownGracePeriod(address.grace())
                .update(listener -> set(listener, this.pages))
                .routing(pages)
                .putSocket(
                        HEALTH,
                        socket -> socket.host(address.host())
                                .port(address.healthPort())
                                .update(listener -> set(listener, this.health)))
                .routing(HEALTH, health)
                .build();
    }

    /** False when one of the ports cannot be had; Helidon only logs why. */
    public boolean start() {
        web.start();
        return web.isRunning();
    }

    /** Lets go the clients that make no progress; asked for once a second. */
    public void letGo() {
        pages.letGo();
        health.letGo();
    }

    public int port() {
        return web.port();
    }

    public int healthPort() {
        return web.port(HEALTH);
    }

    /** The connections to the pages and the API. */
    public Connections connections() {
        return pages;
    }

    /** Lets what is in flight end, within the grace. */
    @Override
    public void close() {
        web.stop();
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
                .contentEncoding(new AnyEncoding())
                .directHandlers(ErrorAnswers.direct());
    }
}
