package dev.tallyman.ui.http;

import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.http.budget.Turn;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The body of an answer: whole, compressed where that helps, or left out because the client has it
 * or asked with HEAD. Helidon sends it to HEAD as well, where the client would take it for the next
 * answer.
 */
public final class ResponseBody {
    private static final ScopedValue<Asked> CURRENT = ScopedValue.newInstance();
    // Below it, the head outweighs what is won.
    private static final int WORTH = 1 << 10;

    /** The request, and when it came. */
    private record Asked(RoutingRequest request, long nanos) {
        boolean isFor(Method method) {
            return request.prologue().method().equals(method);
        }

        boolean isRead() {
            return isFor(Method.GET) || isFor(Method.HEAD);
        }
    }

    private ResponseBody() {}

    /** Answers the request, without a body when it is a HEAD. */
    public static void proceed(FilterChain chain, RoutingRequest request) {
        ScopedValue.where(CURRENT, new Asked(request, System.nanoTime())).run(chain::proceed);
    }

    /** True while a HEAD is answered. */
    public static boolean isLeftOut() {
        return CURRENT.isBound() && CURRENT.get().isFor(Method.HEAD);
    }

    /**
     * Sends a body that may be kept if it is asked for again each time, or says that it is the same.
     * A {@code Cache-Control} that the answer has already stands.
     */
    public static void sendUnlessKept(ServerResponse response, byte[] body) {
        sendUnlessKept(response, body, body);
    }

    /**
     * Like {@link #sendUnlessKept(ServerResponse, byte[])}, where not every byte is news.
     *
     * @param essence what tells this body from another one; a clock in it is not worth sending it
     *     again
     */
    public static void sendUnlessKept(ServerResponse response, byte[] body, byte[] essence) {
        if (response.headers().contains(HeaderNames.CACHE_CONTROL)) {
            send(response, body);
            return;
        }
        boolean mayBeKept =
                CURRENT.isBound() && CURRENT.get().isRead() && response.status().equals(Status.OK_200);
        response.header(HeaderNames.CACHE_CONTROL, mayBeKept ? "private, no-cache" : "no-store");
        if (!mayBeKept) {
            send(response, body);
            return;
        }
        String tag = tag(essence);
        response.header(HeaderNames.ETAG, tag);
        if (EntityTag.isAmong(tag, CURRENT.get().request().headers())) {
            time(response, System.nanoTime());
            response.headers().add(HeaderNames.VARY, HeaderNames.ACCEPT_ENCODING_NAME);
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            send(response, body);
        }
    }

    /** Weak: it is the same for every coding of the bytes. */
    public static String tag(byte[] essence) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(essence);
            return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a body, or only its length. The request's turn ends: its client may be slow. */
    public static void send(ServerResponse response, byte[] body) {
        boolean coded = body.length >= WORTH
                && CURRENT.isBound()
                && CURRENT.get().isRead()
                && Gzip.agree(CURRENT.get().request().headers(), response);
        sendCoded(response, coded ? Gzip.of(body) : body);
    }

    /** Sends a body that is compressed already, expanded for who cannot read that. */
    public static void sendCompressed(ServerRequest request, ServerResponse response, byte[] gzip) {
        sendCoded(response, Gzip.agree(request.headers(), response) ? gzip : Gzip.expand(gzip));
    }

    private static void sendCoded(ServerResponse response, byte[] body) {
        time(response, System.nanoTime());
        if (isLeftOut()) {
            response.contentLength(body.length);
            response.send();
            return;
        }
        try (Gate.Place _ = Turn.memory(body.length)) {
            Turn.end();
            response.send(body);
        }
    }

    // https://www.w3.org/TR/server-timing/ From the end of the request's head to that of our work.
    private static void time(ServerResponse response, long now) {
        if (CURRENT.isBound()) {
            double millis = (now - CURRENT.get().nanos()) / 1e6;
            response.header("Server-Timing", String.format(Locale.ROOT, "app;dur=%.1f", millis));
        }
    }
}
