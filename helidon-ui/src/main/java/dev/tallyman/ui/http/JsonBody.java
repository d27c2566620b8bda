package dev.tallyman.ui.http;

import io.helidon.http.BadRequestException;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A small body that is one JSON object, whatever its content type says. */
public final class JsonBody {
    private static final int LARGEST = 64 << 10;
    private static final int DEEPEST = 32;

    private JsonBody() {}

    /**
     * Reads the body of a request; {@link BadRequestException} 400 for anything else.
     *
     * @param example said to who sends something else
     */
    public static JsonObject read(ServerRequest request, String example) throws IOException {
        return of(RequestBody.readJson(request, LARGEST), example);
    }

    /** Reads a body that is one JSON array, of more bytes. */
    public static List<JsonValue> readArray(ServerRequest request, int largest, String example) throws IOException {
        byte[] array = RequestBody.readJson(request, largest);
        // As the member of an object, which is what can be told to be whole.
        byte[] body = new byte[array.length + 6];
        System.arraycopy("{\"a\":".getBytes(StandardCharsets.US_ASCII), 0, body, 0, 5);
        System.arraycopy(array, 0, body, 5, array.length);
        body[body.length - 1] = '}';
        return of(body, example).arrayValue("a").orElseThrow().values();
    }

    static JsonObject of(byte[] body, String example) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            // The parser goes down with every level, and ends where the object ends.
            if (isOneShallowValue(text)) {
                return JsonParser.create(body).readJsonObject();
            }
        } catch (JsonException | CharacterCodingException | NumberFormatException e) {
            // said below
        }
        throw new BadRequestException(
                "The body must be a JSON object such as " + example + ", in UTF-8 and at most 32 levels deep.");
    }

    private static boolean isOneShallowValue(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return text.substring(i + 1).isBlank();
                }
            }
            if (depth > DEEPEST) {
                return false;
            }
        }
        return false;
    }
}
