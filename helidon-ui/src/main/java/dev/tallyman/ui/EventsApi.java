package dev.tallyman.ui;

import dev.tallyman.ui.http.Budget;
import dev.tallyman.ui.http.Gate;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.json.JsonObject;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/** Server-sent events: what changes, as it changes. */
final class EventsApi implements HttpService {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Events events;
    private final Supplier<JsonObject> summary;
    private final Budget budget;
    private final Duration heartbeat;

    EventsApi(Events events, Supplier<JsonObject> summary, Budget budget) {
        this(events, summary, budget, HEARTBEAT);
    }

    EventsApi(Events events, Supplier<JsonObject> summary, Budget budget, Duration heartbeat) {
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
        try (Gate.Place _ = budget.stream();
                SseSink sink = response.sink(SseSink.TYPE)) {
            if (id.isEmpty()) {
                sink.emit(event(place, "summary", summary.get().toString()));
            }
            follow(sink, place);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException | ServerConnectionException e) {
            // The reader has gone, as readers do.
        }
    }

    private void follow(SseSink sink, long from) throws InterruptedException {
        long place = from;
        while (true) {
            if (place < 0) {
                place = events.end();
                sink.emit(event(place, "reload", "{}"));
            }
            Events.Batch batch = events.after(place, heartbeat.toMillis());
            if (batch.closed()) {
                return;
            }
            if (batch.lost()) {
                place = -1;
                continue;
            }
            for (Events.Event event : batch.events()) {
                sink.emit(event(event.place(), event.name(), event.data()));
                place = event.place();
            }
            if (batch.events().isEmpty()) {
                sink.emit(SseEvent.builder()
                        .comment("alive")
                        .data(SseEvent.NO_DATA)
                        .build());
            }
        }
    }

    private SseEvent event(long place, String name, String data) {
        return SseEvent.builder().id(events.id(place)).name(name).data(data).build();
    }
}
