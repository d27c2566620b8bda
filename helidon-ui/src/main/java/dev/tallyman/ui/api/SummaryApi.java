package dev.tallyman.ui.api;

import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.intake.Summary;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Serves the numbers of the whole intake. */
public final class SummaryApi implements HttpService {
    private final Summary summary;

    public SummaryApi(Summary summary) {
        this.summary = summary;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) {
        JsonResponse.send(response, summary.json());
    }
}
