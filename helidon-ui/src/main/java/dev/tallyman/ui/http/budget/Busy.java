package dev.tallyman.ui.http.budget;

import java.time.Duration;

/** More is asked for at once than the server's budget allows; it will be possible in a moment. */
public final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** When to ask again. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    Busy(String what, int places) {
        super(
                "All %d %s of this server are taken. Nothing was kept; try again in %d seconds."
                        .formatted(places, what.replace('_', ' '), RETRY_AFTER.toSeconds()),
                null,
                false,
                false);
    }
}
