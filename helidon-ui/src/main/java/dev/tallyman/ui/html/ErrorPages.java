package dev.tallyman.ui.html;

import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.budget.Busy;
import dev.tallyman.volume.IntakeException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers every error that a handler throws: a browser gets a page, everybody else problem details. */
public final class ErrorPages {
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();

    public ErrorPages(FrameFactory frames) {
        this.frames = frames;
    }

    /** Answers whatever the handlers of these routes throw. */
    public void serve(HttpRouting.Builder routing) {
        routing.error(Throwable.class, this::answer);
    }

    /** Answers what was thrown. */
    public void answer(ServerRequest request, ServerResponse response, Throwable thrown) {
        Problem problem = ErrorAnswers.of(request, thrown);
        String path = request.prologue().uriPath().rawPath();
        if (thrown instanceof Busy || path.startsWith("/api/") || !wantsPage(request)) {
            problem.send(response);
        } else if (problem.status().code() == 404 && path.equals("/reports/latest/")) {
            send(response, Status.NOT_FOUND_404, noReport());
        } else {
            problem.sayWhen(response);
            send(response, problem.status(), page(problem));
        }
    }

    private static boolean wantsPage(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.ACCEPT)
                .filter(accept -> accept.contains("text/html"))
                .isPresent();
    }

    // Whoever may not come in is told no number either.
    private MessagePage page(Problem problem) {
        String title = problem.title().replaceFirst("\\.$", "");
        int status = problem.status().code();
        boolean stranger = status == 401 || status == 403 || status == 429;
        return new MessagePage(
                stranger ? frames.withoutIndex(title) : frame(title), problem.title(), problem.detail(), false);
    }

    private MessagePage noReport() {
        return new MessagePage(
                frame("There is no report yet"),
                "There is no report yet.",
                "A report is made after files were read, at most as often as the rules allow. Report now makes one within seconds.",
                true);
    }

    private void send(ServerResponse response, Status status, MessagePage page) {
        html.send(response, status, "message.jte", page);
    }

    private Frame frame(String title) {
        try {
            return frames.frame(title, Frame.Tab.NONE);
        } catch (IntakeException e) {
            return frames.withoutIndex(title); // it may be what went wrong
        }
    }
}
