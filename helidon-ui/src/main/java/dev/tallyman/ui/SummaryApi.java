package dev.tallyman.ui;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunJson;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.volume.Volume;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The numbers of the whole intake. */
final class SummaryApi implements HttpService {
    private final Index index;
    private final JobRunner jobs;

    SummaryApi(Index index, JobRunner jobs) {
        this.index = index;
        this.jobs = jobs;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) {
        Json.send(response, summary());
    }

    /** The same numbers for the event stream. */
    JsonObject summary() {
        JsonObject.Builder json = index.catalog().totals().json();
        List<Run> sweeps = index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1);
        if (sweeps.isEmpty()) {
            json.setNull("last_sweep");
        } else {
            json.set("last_sweep", new RunJson(sweeps.getFirst()).json());
        }
        Json.set(json, "next_sweep", nextSweep(jobs).orElse(null));
        return json.set("volume", volume()).build();
    }

    /** When the schedule begins a sweep; empty while it is paused or cannot be asked. */
    static Optional<Instant> nextSweep(JobRunner jobs) {
        try {
            return jobs.schedules().stream()
                    .filter(schedule -> schedule.kind() == Run.Kind.SWEEP)
                    .map(ScheduleState::next)
                    .filter(Objects::nonNull)
                    .findAny();
        } catch (JobRunner.Unavailable e) {
            return Optional.empty();
        }
    }

    private JsonObject volume() {
        Volume.Space space = index.volume().space();
        JsonObject.Builder json =
                JsonObject.builder().set("free_bytes", space.free()).set("total_bytes", space.total());
        Json.set(json, "free_inodes", space.freeInodes());
        Json.set(json, "total_inodes", space.totalInodes());
        return json.build();
    }
}
