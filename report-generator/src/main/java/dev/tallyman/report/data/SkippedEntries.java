package dev.tallyman.report.data;

import dev.tallyman.index.runs.Run;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import io.helidon.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** What the last sweep found on the volume that is not a file: how many of a kind, and a few of them. */
public record SkippedEntries(String kind, long count, List<String> examples) {

    /** From the newest run that noted any. */
    public static List<SkippedEntries> of(List<Run> sweeps) {
        for (Run sweep : sweeps) {
            String json = sweep.skipped();
            if (json != null) {
                return parse(json);
            }
        }
        return List.of();
    }

    private static List<SkippedEntries> parse(String json) {
        List<SkippedEntries> skipped = new ArrayList<>();
        for (JsonValue value : JsonParser.create(json).readJsonArray().values()) {
            if (value instanceof JsonObject kind) {
                List<String> examples = kind.arrayValue("examples", JsonArray.empty()).values().stream()
                        .filter(JsonString.class::isInstance)
                        .map(example -> ((JsonString) example).value())
                        .toList();
                skipped.add(
                        new SkippedEntries(kind.stringValue("kind", "other"), kind.longValue("count", 0), examples));
            }
        }
        return skipped;
    }
}
