package dev.tallyman.ui.intake;

import dev.tallyman.index.Index;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.volume.Space;
import io.helidon.json.JsonObject;
import java.util.List;

/** The numbers of what whoever asks may see, as the API and the event stream tell them. */
public record Summary(Index index, JobRunner jobs) {
    public JsonObject json() {
        JsonObject.Builder json = index.catalog().totals().json();
        boolean whole = Sight.current().isEverything();
        List<Run> sweeps = index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 1);
        if (sweeps.isEmpty()) {
            json.setNull("last_sweep");
        } else {
            json.set(
                    "last_sweep",
                    whole ? new RunJson(sweeps.getFirst()).json() : new RunJson(sweeps.getFirst()).outline());
        }
        JsonResponse.set(json, "next_sweep", jobs.nextSweep().orElse(null));
        return json.set("volume", volume()).build();
    }

    private JsonObject volume() {
        Space space = index.volume().space();
        JsonObject.Builder json =
                JsonObject.builder().set("free_bytes", space.free()).set("total_bytes", space.total());
        JsonResponse.set(json, "free_inodes", space.freeInodes());
        JsonResponse.set(json, "total_inodes", space.totalInodes());
        return json.build();
    }
}
