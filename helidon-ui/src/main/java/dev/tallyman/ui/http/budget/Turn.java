package dev.tallyman.ui.http.budget;

import java.io.IOException;

/**
 * A request's turn to be worked on. It is given up while the request waits for its client, so that
 * the slow ones, however many, take no place from the others.
 */
public final class Turn {
    /** Bytes that each request may have without asking. */
    public static final int FREE = 8 << 10;

    private static final ScopedValue<Turn> CURRENT = ScopedValue.newInstance();

    private final Budget budget;
    private Gate.Place place;

    private Turn(Budget budget) {
        this.budget = budget;
        this.place = budget.requests().enter();
    }

    /** What waits for the client. */
    public interface Wait<T> {
        T run() throws IOException;
    }

    /** Works on a request in its turn; {@link Busy} when that does not come. */
    public static void take(Budget budget, Runnable request) {
        var turn = new Turn(budget);
        try {
            ScopedValue.where(CURRENT, turn).run(request);
        } finally {
            turn.place.close();
        }
    }

    /** Ends it early: from here on the request mostly waits for its client. */
    public static void end() {
        if (CURRENT.isBound()) {
            CURRENT.get().place.close();
        }
    }

    /** Gives it up while something waits for the client, and takes another one then. */
    public static <T> T without(Wait<T> wait) throws IOException {
        end();
        try {
            return wait.run();
        } finally {
            if (CURRENT.isBound()) {
                Turn turn = CURRENT.get();
                turn.place = turn.budget.requests().enter();
            }
        }
    }

    /** Memory for so many bytes, out of what all requests share; a little is free. */
    public static Gate.Place memory(int bytes) {
        return bytes <= FREE || !CURRENT.isBound()
                ? () -> {}
                : CURRENT.get().budget.memory().enter(bytes >> 10);
    }
}
