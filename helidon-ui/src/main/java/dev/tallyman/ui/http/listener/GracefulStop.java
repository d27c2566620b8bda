package dev.tallyman.ui.http.listener;

import java.time.Duration;

/**
 * How the server stops. First it says that it is going to and serves on: whoever sends requests here,
 * a Service or a proxy, needs a moment to hear of it. Then it lets what is in flight end.
 */
public final class GracefulStop {
    private final Duration delay;
    private final Duration grace;
    private volatile boolean begun;

    /**
     * @param delay how long it serves on; zero where nobody stands in front of it
     * @param grace how long it waits for requests in flight, for uploads above all
     */
    public GracefulStop(Duration delay, Duration grace) {
        this.delay = delay;
        this.grace = grace;
    }

    public Duration grace() {
        return grace;
    }

    /** True when it is not ready any more, and every answer ends its connection. */
    public boolean hasBegun() {
        return begun;
    }

    /** Begins, and returns when it is time to end what is in flight. */
    public void begin() {
        begun = true;
        try {
            // Nobody tells that those in front have heard of it: only time does.
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
