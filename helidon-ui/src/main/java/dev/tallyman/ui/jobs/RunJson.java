package dev.tallyman.ui.jobs;

import dev.tallyman.index.runs.Run;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run as the API shows it. */
public record RunJson(Run run) {
    public JsonObject json() {
        JsonObject.Builder json = JsonObject.builder()
                .set("id", Long.toString(run.id()))
                .set("kind", run.kind().label())
                .set("number", run.number())
                .set("state", run.status().label())
                .set("trigger", run.trigger().label());
        text(json, "name", run.name());
        time(json, "requested", run.requested());
        time(json, "started", run.started());
        time(json, "ended", run.ended());
        text(json, "policy", run.policy());
        number(json, "workers", run.workers());
        provenance(json, run.provenance());
        number(json, "exit", run.exit());
        json.set("counts", counts(run.counts()));
        text(json, "message", run.message());
        parsed(json, "skipped", run.skipped());
        parsed(json, "detail", run.detail());
        return json.set("log", "/api/v1/runs/" + run.id() + "/log").build();
    }

    private static void provenance(JsonObject.Builder json, Run.Provenance where) {
        text(json, "job", where.job());
        text(json, "pod", where.pod());
        text(json, "node", where.node());
        text(json, "image", where.image());
        text(json, "revision", where.revision());
        text(json, "rules", where.rules());
        text(json, "detector", where.detector());
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

    static void text(JsonObject.Builder json, String key, @Nullable String value) {
        if (value == null) {
            json.setNull(key);
        } else {
            json.set(key, value);
        }
    }

    static void time(JsonObject.Builder json, String key, @Nullable Instant value) {
        text(json, key, value == null ? null : value.toString());
    }

    private static void number(JsonObject.Builder json, String key, @Nullable Integer value) {
        if (value == null) {
            json.setNull(key);
        } else {
            json.set(key, value.intValue());
        }
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
