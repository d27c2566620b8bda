package dev.tallyman.index.description;

import io.helidon.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata as the index holds it: a JSON object with typed values. */
final class MetadataJson {
    private MetadataJson() {}

    static @Nullable String of(Map<String, Object> metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        JsonObject.Builder json = JsonObject.builder();
        metadata.forEach((name, value) -> {
            switch (value) {
                case Long number -> json.set(name, number.longValue());
                case Integer number -> json.set(name, number.longValue());
                case Double number -> json.set(name, number.doubleValue());
                case Boolean flag -> json.set(name, flag.booleanValue());
                case List<?> list ->
                    json.setStrings(name, list.stream().map(String::valueOf).toList());
                default -> json.set(name, value.toString());
            }
        });
        return json.build().toString();
    }
}
