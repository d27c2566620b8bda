package dev.tallyman.ui;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.access.Authentication;
import dev.tallyman.ui.http.listener.AllowedHosts;
import dev.tallyman.ui.http.listener.GracefulStop;
import dev.tallyman.ui.http.listener.Listeners;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} was told.
 *
 * @param data the data folder, created where its parent exists
 * @param port of the pages and the API; 0 takes any free one
 * @param healthPort of health and metrics; 0 takes any free one
 * @param bind the address to listen on
 * @param allowedHosts the names it answers to, besides those of this machine; none for every name
 *     where the address is a foreign one
 * @param authentication how it knows who sends a request; null where everybody is everybody
 * @param rules the rules file; null for the built-in rules
 * @param gracefulStop how it stops
 * @param environment for what the platform tells: pod, image, revision
 */
record ServerSettings(
        Path data,
        int port,
        int healthPort,
        String bind,
        List<String> allowedHosts,
        @Nullable Authentication authentication,
        @Nullable Path rules,
        GracefulStop gracefulStop,
        Map<String, String> environment) {
    public ServerSettings {
        allowedHosts = List.copyOf(allowedHosts);
        environment = Map.copyOf(environment);
        AllowedHosts.of(bind, allowedHosts);
    }

    /** The names it answers to. */
    AllowedHosts hosts() {
        return AllowedHosts.of(bind, allowedHosts);
    }

    Listeners.Address address() {
        return new Listeners.Address(bind, port, healthPort, gracefulStop.grace());
    }

    /** On a cluster. */
    @Nullable
    String namespace() {
        return told("TALLYMAN_NAMESPACE");
    }

    /** What the platform tells about the process itself. */
    Run.Provenance provenance() {
        return new Run.Provenance(
                null,
                told("TALLYMAN_POD"),
                told("TALLYMAN_NODE"),
                told("TALLYMAN_IMAGE"),
                told("TALLYMAN_REVISION"),
                null,
                null);
    }

    private @Nullable String told(String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }
}
