package dev.tallyman.index.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/** Ends what a connection does when its time is over. https://sqlite.org/c3ref/progress_handler.html */
final class Deadline extends ProgressHandler {
    /** As good as none. */
    static final Duration NEVER = Duration.ofDays(1000);

    // Steps of SQLite's machine between two looks at the clock: less than a millisecond.
    private static final int STEPS = 10_000;

    private long begin;
    private long longest = NEVER.toNanos();

    static Deadline over(Connection connection) throws SQLException {
        var deadline = new Deadline();
        setHandler(connection, STEPS, deadline);
        return deadline;
    }

    /** The time begins now. */
    void set(Duration time) {
        begin = System.nanoTime();
        longest = time.toNanos();
    }

    @Override
    protected int progress() {
        return System.nanoTime() - begin > longest ? 1 : 0;
    }
}
