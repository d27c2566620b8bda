package dev.tallyman.ui.http;

import io.helidon.http.HeaderNames;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes and sends JSON. */
public final class JsonResponse {
    private JsonResponse() {}

    public static void send(ServerResponse response, JsonValue value) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        ResponseBody.sendUnlessKept(response, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static void set(JsonObject.Builder object, String name, @Nullable String value) {
        if (value == null) {
            object.setNull(name);
        } else {
            object.set(name, value);
        }
    }

    public static void set(JsonObject.Builder object, String name, @Nullable Number value) {
        if (value == null) {
            object.setNull(name);
        } else {
            object.set(name, value.longValue());
        }
    }

    public static void set(JsonObject.Builder object, String name, @Nullable Instant value) {
        set(object, name, value == null ? null : value.toString());
    }
}
