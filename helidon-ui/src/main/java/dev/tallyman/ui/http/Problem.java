package dev.tallyman.ui.http;

import dev.tallyman.ui.http.budget.Busy;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.BadPathException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * An error that the caller reads as RFC 9457 problem details: a title that a person understands, a
 * detail that says what to do.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String TYPE = "application/problem+json";

    private final transient Status status;
    private final String title;
    private final String detail;

    public Problem(Status status, String title, String detail) {
        super(title + ": " + detail, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    public static Problem badRequest(String detail) {
        return new Problem(Status.BAD_REQUEST_400, "The request is not valid", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(Status.NOT_FOUND_404, "Not found", detail);
    }

    /** What anything that a handler threw means to the caller. */
    public static Problem of(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case BadPathException bad -> new Problem(Status.BAD_REQUEST_400, "The path is not allowed", message(bad));
            case JsonException _ -> badRequest("The body is not the JSON that this address expects.");
            case IntakeException index -> of(index);
            case Busy busy ->
                new Problem(Status.SERVICE_UNAVAILABLE_503, "Too much is going on at once", message(busy));
            case RequestException request ->
                new Problem(
                        request.status(),
                        title(request.status()),
                        "The request could not be read; check its framing and headers.");
            case HttpException http -> new Problem(http.status(), title(http.status()), message(http));
            default ->
                new Problem(
                        Status.INTERNAL_SERVER_ERROR_500,
                        "Something went wrong here",
                        "The server’s log says what. Nothing was lost; try again.");
        };
    }

    private static Problem of(IntakeException thrown) {
        return switch (thrown) {
            case IntakeException.Full full ->
                new Problem(Status.INSUFFICIENT_STORAGE_507, "The volume is full", message(full));
            case IntakeException.TimedOut slow ->
                new Problem(Status.SERVICE_UNAVAILABLE_503, "This takes too long", message(slow));
            case IntakeException.NameTaken taken ->
                new Problem(Status.PRECONDITION_FAILED_412, "The name is taken", message(taken));
            case IntakeException.NotFound missing -> notFound(message(missing));
            case IntakeException.Replaced replaced ->
                new Problem(Status.CONFLICT_409, "Something else is in its place", message(replaced));
            case IntakeException.Unusable unusable ->
                new Problem(Status.SERVICE_UNAVAILABLE_503, "The volume cannot be used", message(unusable));
        };
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message;
    }

    /** What a status says to people. */
    public static String title(Status status) {
        return switch (status.code()) {
            case 400 -> "The request is not valid";
            case 404 -> "Not found";
            case 409 -> "This cannot be done in its present state";
            case 413 -> "The body is too large";
            case 414 -> "The address is too long";
            case 415 -> "The body is of a kind that is not taken in";
            case 431 -> "The headers are too long";
            case 501 -> "This cannot be done here";
            case 503 -> "This cannot be done now";
            default -> status.reasonPhrase().isEmpty() ? "Error " + status.code() : status.reasonPhrase();
        };
    }

    public Status status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    byte[] json() {
        return JsonObject.builder()
                .set("type", "about:blank")
                .set("title", title)
                .set("status", status.code())
                .set("detail", detail)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The same, and a sentence more. */
    public Problem and(String sentence) {
        return new Problem(status, title, detail + " " + sentence);
    }

    /** Says when to ask again, where that makes sense. */
    public void sayWhen(ServerResponse response) {
        if (status.code() == 503) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(Busy.RETRY_AFTER.toSeconds()));
        }
    }

    public void send(ServerResponse response) {
        sayWhen(response);
        response.status(status).header(HeaderNames.CONTENT_TYPE, TYPE).header(HeaderNames.CACHE_CONTROL, "no-store");
        ResponseBody.send(response, json());
    }
}
