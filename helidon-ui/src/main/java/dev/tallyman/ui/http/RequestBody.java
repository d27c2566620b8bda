package dev.tallyman.ui.http;

import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.http.budget.Turn;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The small bodies that some requests have: forms and JSON, read whole and within bounds. */
final class RequestBody {
    private static final int DEPTH = 64;

    private RequestBody() {}

    /** All of it; 413 when it is longer, before that is in memory. */
    public static byte[] read(ServerRequest request, int limit) throws IOException {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge(limit);
        }
        return Turn.without(() -> read(request.content().inputStream(), limit));
    }

    // Most are short: only one that is not takes from what all requests share.
    private static byte[] read(InputStream body, int limit) throws IOException {
        byte[] start = body.readNBytes(Turn.FREE);
        if (start.length < Turn.FREE) {
            return start;
        }
        try (Gate.Place _ = Turn.memory(limit)) {
            var all = new ByteArrayOutputStream(2 * start.length);
            all.writeBytes(start);
            all.writeBytes(body.readNBytes(limit + 1 - start.length));
            if (all.size() > limit) {
                throw tooLarge(limit);
            }
            return all.toByteArray();
        }
    }

    private static HttpException tooLarge(int limit) {
        return new HttpException(
                "The body may have up to %d KiB here.".formatted(limit >> 10), Status.REQUEST_ENTITY_TOO_LARGE_413);
    }

    /** JSON, which is read by a method that calls itself; 400 when it is nested too deep for it. */
    public static byte[] readJson(ServerRequest request, int limit) throws IOException {
        byte[] json = read(request, limit);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> quoted = !quoted;
                case '\\' -> i += quoted ? 1 : 0;
                case '[', '{' -> depth += quoted ? 0 : 1;
                case ']', '}' -> depth -= quoted ? 0 : 1;
                default -> {}
            }
            if (depth > DEPTH) {
                throw new HttpException(
                        "The body is nested more than %d deep.".formatted(DEPTH), Status.BAD_REQUEST_400);
            }
        }
        return json;
    }
}
