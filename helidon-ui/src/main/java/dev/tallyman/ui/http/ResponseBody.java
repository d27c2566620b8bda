package dev.tallyman.ui.http;

import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.http.budget.Turn;
import io.helidon.http.Method;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerResponse;

/**
 * The body of an answer. Helidon sends it to HEAD as well, where the client would take it for the
 * next answer.
 */
public final class ResponseBody {
    private static final ScopedValue<Method> LEFT_OUT = ScopedValue.newInstance();

    private ResponseBody() {}

    /** Answers the request, without a body when it is a HEAD. */
    public static void proceed(FilterChain chain, RoutingRequest request) {
        Method method = request.prologue().method();
        if (method.equals(Method.HEAD)) {
            ScopedValue.where(LEFT_OUT, method).run(chain::proceed);
        } else {
            chain.proceed();
        }
    }

    /** True while a HEAD is answered. */
    public static boolean isLeftOut() {
        return LEFT_OUT.isBound();
    }

    /** Sends a body, or only its length. The request's turn ends: its client may be slow. */
    public static void send(ServerResponse response, byte[] body) {
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
}
