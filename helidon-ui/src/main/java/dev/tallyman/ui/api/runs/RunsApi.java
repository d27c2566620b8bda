package dev.tallyman.ui.api.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.http.JsonBody;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.RequestNames;
import dev.tallyman.ui.http.ResponseBody;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.intake.RunActions;
import dev.tallyman.ui.intake.RunJson;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;

/** The runs: history, new ones, cancelling, logs. */
public final class RunsApi implements HttpService {
    // What of a log is in memory while it is sent, in KiB.
    private static final int LOG = 64;
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 1000;

    private final RunRegister runs;
    private final JobRunner runner;
    private final Budget budget;
    private final RunActions actions;

    public RunsApi(RunRegister runs, JobRunner runner, Budget budget) {
        this.budget = budget;
        this.runs = runs;
        this.runner = runner;
        this.actions = new RunActions(runs, runner);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .post("/", this::start)
                .get("/{id}", this::get)
                .delete("/{id}", this::cancel)
                .get("/{id}/log", this::log);
    }

    private void list(ServerRequest request, ServerResponse response) {
        RequestNames.proveParameters(request, "kind", "limit", "cursor");
        int limit = limit(request);
        long before = number(request, "cursor", Long.MAX_VALUE);
        Run.Kind kind = request.query().first("kind").map(RunActions::kind).orElse(null);
        List<Run> page = runs.list(kind, before, limit + 1);
        List<Run> shown = page.subList(0, Math.min(limit, page.size()));
        JsonObject.Builder json = JsonObject.builder()
                .setValues("items", shown.stream().map(this::json).toList());
        JsonResponse.set(
                json,
                "next",
                page.size() > limit ? Long.toString(shown.getLast().id()) : null);
        JsonResponse.send(response, json.build());
    }

    private static int limit(ServerRequest request) {
        long limit = number(request, "limit", PAGE);
        if (limit < 1 || limit > MAX_PAGE) {
            throw new BadRequestException("“limit” is a number from 1 to 1000.");
        }
        return (int) limit;
    }

    private static long number(ServerRequest request, String name, long otherwise) {
        try {
            return request.query().first(name).map(Long::parseLong).orElse(otherwise);
        } catch (NumberFormatException e) {
            throw new BadRequestException("“" + name + "” must be a number.", e);
        }
    }

    private void start(ServerRequest request, ServerResponse response) throws IOException {
        StartRequest order = StartRequest.of(JsonBody.read(request, "{\"kind\":\"sweep\"}"));
        RunRegister.Requested requested =
                runner.start(order.kind(), Run.Trigger.CLICK, order.policy(), order.workers());
        response.status(requested.created() ? Status.ACCEPTED_202 : Status.OK_200)
                .header(HeaderNames.LOCATION, "/api/v1/runs/" + requested.run().id());
        JsonResponse.send(response, json(requested.run()));
    }

    private void get(ServerRequest request, ServerResponse response) {
        JsonResponse.send(response, json(actions.find(request)));
    }

    private void cancel(ServerRequest request, ServerResponse response) {
        Run run = actions.find(request);
        Run now = actions.cancel(run);
        if (run.status().ended() || (now.status().ended() && now.status() != Run.Status.CANCELLED)) {
            throw new HttpException(
                    "This " + now.kind().label() + " has ended already: "
                            + now.status().label() + ".",
                    Status.CONFLICT_409);
        }
        JsonResponse.send(response, json(now));
    }

    private void log(ServerRequest request, ServerResponse response) {
        Run run = actions.find(request);
        LogStream log = new LogStream(runner, run);
        boolean follow = request.query().contains("follow")
                && !request.query().first("follow").orElse("").equals("false");
        if (follow && !ResponseBody.isLeftOut()) {
            try (Gate.Place _ = budget.stream()) {
                log.follow(request, response);
            }
        } else {
            try (Gate.Place _ = budget.download();
                    Gate.Place _ = budget.memory().enter(LOG)) {
                log.send(response);
            }
        }
    }

    private JsonValue json(Run run) {
        JsonObject.Builder json = JsonObject.builder().from(new RunJson(run).json());
        runner.waiting(run)
                .ifPresentOrElse(
                        waiting -> json.set(
                                "waiting",
                                why -> why.set("reason", waiting.reason()).set("detail", waiting.detail())),
                        () -> json.setNull("waiting"));
        return json.build();
    }
}
