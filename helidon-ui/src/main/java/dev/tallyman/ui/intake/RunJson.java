package dev.tallyman.ui.intake;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.http.JsonResponse;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import org.jspecify.annotations.Nullable;

/** A run as the API shows it. */
public record RunJson(Run run) {
    /** What it was, and when, without what it found: for whoever does not see all files. */
    public JsonObject outline() {
        return begun().build();
    }

    private JsonObject.Builder begun() {
        JsonObject.Builder json = JsonObject.builder()
                .set("id", Long.toString(run.id()))
                .set("kind", run.kind().label())
                .set("number", run.number())
                .set("state", run.status().label())
                .set("trigger", run.trigger().label());
        JsonResponse.set(json, "name", run.name());
        JsonResponse.set(json, "requested", run.requested());
        JsonResponse.set(json, "started", run.started());
        JsonResponse.set(json, "ended", run.ended());
        return json;
    }

    public JsonObject json() {
        JsonObject.Builder json = begun();
        JsonResponse.set(json, "policy", run.policy());
        JsonResponse.set(json, "workers", run.workers());
        provenance(json, run.provenance());
        JsonResponse.set(json, "exit", run.exit());
        json.set("counts", counts(run.counts()));
        JsonResponse.set(json, "message", run.message());
        parsed(json, "skipped", run.skipped());
        parsed(json, "detail", run.detail());
        return json.set("log", "/api/v1/runs/" + run.id() + "/log").build();
    }

    private static void provenance(JsonObject.Builder json, Run.Provenance where) {
        JsonResponse.set(json, "job", where.job());
        JsonResponse.set(json, "pod", where.pod());
        JsonResponse.set(json, "node", where.node());
        JsonResponse.set(json, "image", where.image());
        JsonResponse.set(json, "revision", where.revision());
        JsonResponse.set(json, "rules", where.rules());
        JsonResponse.set(json, "detector", where.detector());
    }

    private static JsonObject counts(Run.Counts counts) {
        return JsonObject.builder()
                .set("found", counts.found())
                .set("changed", counts.changed())
                .set("missing", counts.missing())
                .set("classified", counts.classified())
                .set("failed", counts.failed())
                .set("quarantined", counts.quarantined())
                .set("bytes", counts.bytes())
                .set("total", counts.total())
                .set("files", counts.files())
                .build();
    }

    // The programs store these as JSON.
    private static void parsed(JsonObject.Builder json, String key, @Nullable String value) {
        if (value == null) {
            json.setNull(key);
        } else {
            json.set(key, JsonParser.create(value).readJsonValue());
        }
    }
}
