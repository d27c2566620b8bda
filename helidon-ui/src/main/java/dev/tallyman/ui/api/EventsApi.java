package dev.tallyman.ui.api;

import dev.tallyman.index.people.Sight;
import dev.tallyman.ui.access.Continued;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.ui.intake.Events;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.json.JsonObject;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** Server-sent events: what changes, as it changes. */
public final class EventsApi implements HttpService {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final byte[] ALIVE = ":alive\n\n".getBytes(StandardCharsets.US_ASCII);

    // The first event goes out at once, and what follows within this time in one piece: a burst of
    // uploads wakes each of hundreds of readers five times a second, not a thousand times.
    private static final Duration TOGETHER = Duration.ofMillis(200);

    private final Events events;
    private final Supplier<JsonObject> summary;
    private final Budget budget;
    private final Duration heartbeat;

    public EventsApi(Events events, Supplier<JsonObject> summary, Budget budget) {
        this(events, summary, budget, HEARTBEAT);
    }

    public EventsApi(Events events, Supplier<JsonObject> summary, Budget budget, Duration heartbeat) {
        this.budget = budget;
        this.events = events;
        this.summary = summary;
        this.heartbeat = heartbeat;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::listen);
    }

    private void listen(ServerRequest request, ServerResponse response) {
        String id = request.headers().value(LAST_EVENT_ID).orElse("");
        long place = id.isEmpty() ? events.end() : events.place(id);
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream").header(HeaderValues.CACHE_NO_CACHE);
        try (Gate.Place _ = budget.stream();
                OutputStream out = response.outputStream()) {
            if (id.isEmpty()) {
                events.event(place, "summary", summary.get().toString()).writeTo(out);
                out.flush();
            }
            follow(out, place);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException | ServerConnectionException e) {
            // The reader has gone, as readers do.
        }
    }

    private void follow(OutputStream out, long from) throws IOException, InterruptedException {
        Sight sight = Sight.current();
        var access = new Continued(LOOK);
        Duration wait = heartbeat.compareTo(LOOK) < 0 ? heartbeat : LOOK;
        long place = from;
        Duration quiet = Duration.ZERO;
        String told = "";
        while (access.lasts()) {
            if (place < 0) {
                place = events.end();
                events.event(place, "reload", "{}").writeTo(out);
                out.flush();
            }
            Events.Batch batch = events.after(place, wait.toMillis());
            if (batch.lost()) {
                place = -1;
                continue;
            }
            quiet = batch.events().isEmpty() ? quiet.plus(wait) : Duration.ZERO;
            if (quiet.compareTo(heartbeat) >= 0) {
                out.write(ALIVE);
                quiet = Duration.ZERO;
            }
            boolean hidden = false;
            for (Events.Event event : batch.events()) {
                place = event.place();
                hidden |= !event.isFor(sight);
                if (event.isFor(sight)) {
                    event.writeTo(out);
                }
            }
            if (hidden) {
                told = tellSummary(out, place, told);
            }
            out.flush();
            if (events.endsWithin(TOGETHER)) {
                return;
            }
        }
    }

    // To whoever does not see everything the numbers of what they see.
    private String tellSummary(OutputStream out, long place, String told) throws IOException {
        String now = summary.get().toString();
        if (!now.equals(told)) {
            events.event(place, "summary", now).writeTo(out);
        }
        return now;
    }
}
