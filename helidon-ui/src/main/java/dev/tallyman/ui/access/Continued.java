package dev.tallyman.ui.access;

import java.time.Duration;

/** An answer that goes on for long: it ends when whoever gets it would not be let in any more. */
public final class Continued {
    private final long pause;
    private long asked = System.nanoTime();

    /**
     * @param pause so often it is asked at most
     */
    public Continued(Duration pause) {
        this.pause = pause.toNanos();
    }

    /** False once the session or the token has ended, or the rules let them do something else. */
    public boolean lasts() {
        long now = System.nanoTime();
        if (now - asked < pause) {
            return true;
        }
        asked = now;
        return Visit.current().map(visit -> visit.lasts().getAsBoolean()).orElse(true);
    }
}
