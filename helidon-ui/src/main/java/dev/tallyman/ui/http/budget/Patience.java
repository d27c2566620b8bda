package dev.tallyman.ui.http.budget;

import java.time.Duration;

/**
 * How long a client may leave its connection without any progress before it is let go. One that
 * moves on, however slowly, is not, but for the head of a request, which is short.
 *
 * @param idle between two requests, or before the first
 * @param head until the head of a request has come whole
 * @param stall in the middle of a body, or of an answer
 */
public record Patience(Duration idle, Duration head, Duration stall) {
    /** Proxies keep their connections for a minute or two. */
    public static final Patience USUAL =
            new Patience(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(60));

    /** When places for requests run out, others wait for each of them. */
    public Patience shortage() {
        return new Patience(idle, head, stall.dividedBy(6));
    }

    /** When connections run out. */
    public Patience crowd() {
        return new Patience(idle.dividedBy(60), head.dividedBy(6), stall.dividedBy(6));
    }
}
