package dev.tallyman.ui.health;

import dev.tallyman.index.Index;
import dev.tallyman.ui.http.KnownRoutes;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.ResponseBody;
import dev.tallyman.ui.http.listener.DrainFilter;
import dev.tallyman.ui.http.listener.GracefulStop;
import dev.tallyman.volume.IntakeException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** What a platform asks on the second port: does it live, can it serve, how much of everything. */
public final class Health implements HttpService {
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final Index index;
    private final Metrics metrics;
    private final Supplier<Optional<String>> doubt;
    private final GracefulStop gracefulStop;

    /**
     * @param doubt what makes it doubtful that this process can serve
     */
    public Health(Index index, Metrics metrics, Supplier<Optional<String>> doubt, GracefulStop gracefulStop) {
        this.index = index;
        this.metrics = metrics;
        this.doubt = doubt;
        this.gracefulStop = gracefulStop;
    }

    /** All that there is on its port. */
    public void serve(HttpRouting.Builder http) {
        http.addFilter(new DrainFilter(gracefulStop));
        KnownRoutes routes = new KnownRoutes(http, KnownRoutes.Guard.NONE);
        routes.register(this);
        http.any("/*", (request, response) -> {
            if (!routes.refuse(request, response)) {
                Problem.notFound("There are /health/live, /health/ready and /metrics.")
                        .send(response);
            }
        });
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/health/live", this::live)
                .get("/health/ready", this::ready)
                .get("/metrics", (_, response) -> text(response, EXPOSITION, metrics.text()));
    }

    private void live(ServerRequest request, ServerResponse response) {
        Optional<String> why = doubt.get();
        if (why.isPresent()) {
            response.status(Status.SERVICE_UNAVAILABLE_503);
        }
        text(response, why.orElse("live") + "\n");
    }

    private void ready(ServerRequest request, ServerResponse response) {
        if (gracefulStop.hasBegun()) {
            response.status(Status.SERVICE_UNAVAILABLE_503);
            text(response, "The server goes.\n");
            return;
        }
        try {
            index.catalog().totals();
            text(response, "ready\n");
        } catch (IntakeException e) {
            response.status(Status.SERVICE_UNAVAILABLE_503);
            text(response, e.getMessage() + "\n");
        }
    }

    private static void text(ServerResponse response, String text) {
        text(response, "text/plain; charset=utf-8", text);
    }

    private static void text(ServerResponse response, String type, String text) {
        response.header(HeaderNames.CONTENT_TYPE, type).header(HeaderNames.CACHE_CONTROL, "no-store");
        ResponseBody.send(response, text.getBytes(StandardCharsets.UTF_8));
    }
}
