package dev.tallyman.ui.api.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.intake.RunJson;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.ScheduleState;
import io.helidon.http.NotFoundException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Consumer;

/** The schedules: when runs begin by themselves, and whether they do. */
public final class SchedulesApi implements HttpService {
    private static final String PREFIX = "tallyman-";

    private final JobRunner runner;

    public SchedulesApi(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .post("/{name}/pause", (request, response) -> set(request, response, runner::pause))
                .post("/{name}/resume", (request, response) -> set(request, response, runner::resume));
    }

    private void list(ServerRequest request, ServerResponse response) {
        List<ScheduleState> schedules = runner.schedules();
        JsonResponse.send(
                response,
                JsonObject.builder()
                        .setValues(
                                "items",
                                schedules.stream().map(SchedulesApi::json).toList())
                        .setNull("next")
                        .build());
    }

    private void set(ServerRequest request, ServerResponse response, Consumer<Run.Kind> change) {
        Run.Kind kind = find(request).kind();
        change.accept(kind);
        JsonResponse.send(response, json(find(request)));
    }

    // A CronJob's name is as good as the kind's.
    private ScheduleState find(ServerRequest request) {
        String given = request.path().pathParameters().get("name");
        String name = given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
        return runner.schedules().stream()
                .filter(schedule -> schedule.name().equals(name))
                .findAny()
                .orElseThrow(() ->
                        new NotFoundException("There is no schedule “" + given + "”; /api/v1/schedules lists them."));
    }

    private static JsonObject json(ScheduleState schedule) {
        JsonObject.Builder json = JsonObject.builder()
                .set("name", schedule.name())
                .set("kind", schedule.kind().label())
                .set("schedule", schedule.cron())
                .set("timezone", schedule.zone())
                .set("paused", schedule.paused());
        JsonResponse.set(json, "next", schedule.next());
        return json.setValues(
                        "runs",
                        schedule.runs().stream()
                                .map(run -> new RunJson(run).json())
                                .toList())
                .build();
    }
}
