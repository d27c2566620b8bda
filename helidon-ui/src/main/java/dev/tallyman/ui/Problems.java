package dev.tallyman.ui;

import dev.tallyman.ui.html.Pages;
import dev.tallyman.ui.http.Busy;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;

/** Answers every error, wherever it comes from, with problem details. */
final class Problems {
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    private Problems() {}

    /** For what handlers throw. */
    static void handle(HttpRouting.Builder routing, Pages pages) {
        routing.error(
                Throwable.class,
                (request, response, thrown) -> answer(request, response, thrown, pages));
    }

    private static void answer(
            ServerRequest request, ServerResponse response, Throwable thrown, Pages pages) {
        Problem problem = Problem.of(thrown);
        String where = request.prologue().method() + " " + request.prologue().uriPath().rawPath();
        if (problem.status().code() == 500) {
            LOG.log(Level.ERROR, where, thrown);
        } else if (problem.status().code() > 500) {
            LOG.log(Level.WARNING, where + ": " + problem.getMessage());
        }
        String path = request.prologue().uriPath().rawPath();
        boolean page =
                !path.startsWith("/api/")
                        && request.headers()
                                .value(HeaderNames.ACCEPT)
                                .filter(accept -> accept.contains("text/html"))
                                .isPresent();
        if (!page || thrown instanceof Busy) {
            problem.send(response);
        } else if (problem.status().code() == 404 && path.equals("/reports/latest/")) {
            pages.noReport(response);
        } else {
            pages.error(response, problem.status(), problem.title(), problem.detail());
        }
    }

    /** For what is refused before there is a handler: a request line or a header out of order. */
    static DirectHandlers direct() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, Problems::refuse);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        String title = status.code() < 500 ? Problem.title(status) : "Something went wrong here";
        String detail =
                message == null || message.isBlank()
                        ? "The request line or a header is malformed: percent-encode the address, and check the headers."
                        : message;
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
                .keepAlive(type.keepAlive())
                .entity(new Problem(status, title, detail).json())
                .build();
    }
}
