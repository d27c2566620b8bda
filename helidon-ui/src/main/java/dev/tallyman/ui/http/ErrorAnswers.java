package dev.tallyman.ui.http;

import dev.tallyman.look.Name;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;

/** Answers every error, wherever it comes from, with problem details. */
public final class ErrorAnswers {
    private static final System.Logger LOG = System.getLogger(ErrorAnswers.class.getName());

    /** What Helidon says where what it knows could hold what the client has written. */
    private static final String UNTOLD = "Bad request, see server log for more information";

    private ErrorAnswers() {}

    /** What a handler threw as a problem; the log says it too. */
    public static Problem of(ServerRequest request, Throwable thrown) {
        Problem problem = Problem.of(thrown);
        if (problem.status().code() == 500) {
            LOG.log(Level.ERROR, where(request), thrown);
        } else {
            log(where(request), problem);
        }
        return problem;
    }

    /** Answers with a problem that nobody threw, because a filter is to see the answer. */
    public static void send(ServerRequest request, ServerResponse response, Problem problem) {
        log(where(request), problem);
        problem.send(response);
    }

    public static String where(ServerRequest request) {
        return request.prologue().method() + " " + request.prologue().uriPath().rawPath();
    }

    // One line, whatever the client has written into it.
    private static void log(String where, Problem problem) {
        int status = problem.status().code();
        LOG.log(
                status > 500 ? Level.WARNING : Level.INFO,
                Name.of(where + ": " + status + " " + problem.getMessage()).plain());
    }

    /** For what is refused before there is a handler: a request line or a header out of order. */
    public static DirectHandlers direct() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, ErrorAnswers::refuse);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        boolean client = status.code() < 500 || status.code() == Status.NOT_IMPLEMENTED_501.code();
        String detail = message == null || message.isBlank() || message.equals(UNTOLD)
                ? client
                        ? "The request line or a header is malformed: percent-encode the address, and check the headers."
                        : "The server’s log says what. Nothing was lost; try again."
                : FramingFault.cure(message);
        var problem = new Problem(status, client ? Problem.title(status) : "Something went wrong here", detail);
        log(request.method() + " " + request.path(), problem);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .keepAlive(type.keepAlive())
                .entity(problem.json())
                .build();
    }
}
