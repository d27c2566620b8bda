package dev.tallyman.ui;

import dev.tallyman.ui.http.Entity;
import io.helidon.http.HeaderNames;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends JSON, and reads the small bodies that some requests have. */
final class Json {
    private static final int MAX_BODY = 64 << 10;

    private Json() {}

    static void send(ServerResponse response, JsonValue value) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        Entity.send(response, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The body, an object whatever its content type says; an empty body is an empty object. */
    static JsonObject body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return JsonObject.empty();
        }
        byte[] body = request.content().inputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw Problem.badRequest("The body is larger than 64 KiB.");
        }
        return body.length == 0 ? JsonObject.empty() : JsonParser.create(body).readJsonObject();
    }

    static void set(JsonObject.Builder object, String name, @Nullable String value) {
        if (value == null) {
            object.setNull(name);
        } else {
            object.set(name, value);
        }
    }

    static void set(JsonObject.Builder object, String name, @Nullable Number value) {
        if (value == null) {
            object.setNull(name);
        } else {
            object.set(name, value.longValue());
        }
    }

    static void set(JsonObject.Builder object, String name, @Nullable Instant value) {
        set(object, name, value == null ? null : value.toString());
    }
}
