package dev.tallyman.report;

import dev.tallyman.index.Run;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import io.helidon.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Reads what the last sweep noted about things on the volume that are not files. */
final class SkippedJson {
    private SkippedJson() {}

    /** From the newest run that noted any. */
    static List<Findings.Skipped> of(List<Run> sweeps) {
        for (Run sweep : sweeps) {
            String json = sweep.skipped();
            if (json != null) {
                return parse(json);
            }
        }
        return List.of();
    }

    static List<Findings.Skipped> parse(String json) {
        List<Findings.Skipped> skipped = new ArrayList<>();
        for (JsonValue value : JsonParser.create(json).readJsonArray().values()) {
            if (value instanceof JsonObject kind) {
                List<String> examples = kind.arrayValue("examples", JsonArray.empty()).values().stream()
                        .filter(JsonString.class::isInstance)
                        .map(example -> ((JsonString) example).value())
                        .toList();
                skipped.add(
                        new Findings.Skipped(kind.stringValue("kind", "other"), kind.longValue("count", 0), examples));
            }
        }
        return skipped;
    }
}
