package dev.tallyman.e2e;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.util.List;

/** Reads what the product says in JSON. */
final class Json {
    private Json() {}

    static JsonObject object(String text) {
        return JsonParser.create(text).readJsonObject();
    }

    static List<JsonObject> items(JsonObject list) {
        return list.arrayValue("items").orElseThrow().values().stream()
                .map(value -> value.asObject())
                .toList();
    }

    static String text(JsonObject object, String name) {
        return object.stringValue(name).orElseThrow(() -> new AssertionError("no " + name + ": " + object));
    }

    static long number(JsonObject object, String name) {
        return object.longValue(name).orElseThrow(() -> new AssertionError("no " + name + ": " + object));
    }
}
