package dev.tallyman.index.repair;

import dev.tallyman.volume.Skipped;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import io.helidon.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** How a run keeps what a discovery skipped: written by the sweep, read by reports. */
public final class SkippedJson {
    private SkippedJson() {}

    public static String write(List<Skipped> skipped) {
        return JsonArray.create(skipped.stream()
                        .map(one -> JsonObject.builder()
                                .set("kind", one.kind())
                                .set("count", one.count())
                                .setStrings("examples", one.examples())
                                .build())
                        .toList())
                .toString();
    }

    public static List<Skipped> read(String json) {
        List<Skipped> skipped = new ArrayList<>();
        for (JsonValue value : JsonParser.create(json).readJsonArray().values()) {
            if (value instanceof JsonObject kind) {
                List<String> examples = kind.arrayValue("examples", JsonArray.empty()).values().stream()
                        .filter(JsonString.class::isInstance)
                        .map(example -> ((JsonString) example).value())
                        .toList();
                skipped.add(new Skipped(kind.stringValue("kind", "other"), kind.longValue("count", 0), examples));
            }
        }
        return skipped;
    }
}
