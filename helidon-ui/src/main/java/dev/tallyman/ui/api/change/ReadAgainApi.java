package dev.tallyman.ui.api.change;

import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.http.JsonBody;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.CurrentRules;
import dev.tallyman.ui.intake.ListParameters;
import dev.tallyman.ui.intake.ReadAgain;
import dev.tallyman.ui.intake.RunJson;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Has files identified or described again: these, those of a filter, or those of a format. */
public final class ReadAgainApi implements HttpService {
    private static final String EXAMPLE = "{\"filter\": {\"category\": \"image\"}}";
    private static final Set<String> WAYS = Set.of("ids", "filter", "format");
    private static final int MOST = 1_000;

    private final Index index;
    private final JobRunner jobs;
    private final CurrentRules rules;

    public ReadAgainApi(Index index, JobRunner jobs, CurrentRules rules) {
        this.index = index;
        this.jobs = jobs;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules http) {
        http.post("/identify", (request, response) -> ask(request, response, ReadAgain.identify(index, jobs)))
                .post(
                        "/describe",
                        (request, response) -> ask(request, response, ReadAgain.describe(index, jobs, rules.get())));
    }

    private static void ask(ServerRequest request, ServerResponse response, ReadAgain again) throws IOException {
        JsonObject order = JsonBody.read(request, EXAMPLE);
        Set<String> ways = order.keysAsStrings();
        if (ways.size() != 1 || !WAYS.containsAll(ways)) {
            throw Problem.badRequest(
                    "Say which files in one way: {\"ids\": [\"7\", \"8\"]}, {\"format\": \"PDF 1.4\"} or " + EXAMPLE
                            + ", with the filters of the list of files.");
        }
        ReadAgain.Asked asked;
        try {
            var chosen = new FileOrder(order);
            asked = chosen.hasIds() ? again.files(chosen.ids(MOST)) : again.all(filter(order));
        } catch (JsonException e) {
            throw Problem.badRequest(
                    "ids is a list of strings, format a string, filter an object of strings: " + EXAMPLE + ".");
        }
        Run run = asked.run();
        JsonObject.Builder json = JsonObject.builder();
        json.set("files", asked.files());
        json.set("run", new RunJson(run).json());
        response.status(Status.ACCEPTED_202).header(HeaderNames.LOCATION, "/api/v1/runs/" + run.id());
        JsonResponse.send(response, json.build());
    }

    private static Filter filter(JsonObject order) {
        Map<String, String> parameters = order.containsKey("format")
                ? Map.of("format", order.stringValue("format").orElseThrow())
                : new FileOrder(order).filter();
        return ListParameters.listing(parameters).filter();
    }
}
