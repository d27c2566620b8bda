package dev.tallyman.index.runs;

import dev.tallyman.index.database.Session;
import java.sql.SQLException;

/**
 * The counters that keep a sweep from ending too early: {@code wanted} counts every request, {@code
 * look} those that ask to look at the volume again.
 */
public final class Requests {
    private Requests() {}

    /**
     * Counts one request in the transaction that makes it; the new count names the Job that serves
     * it.
     */
    public static long count(Session session, boolean look) throws SQLException {
        if (look) {
            session.update("UPDATE meta SET value = value + 1 WHERE key = 'look'");
        }
        return session.one(
                        "UPDATE meta SET value = value + 1 WHERE key = 'wanted' RETURNING value", row -> row.getLong(1))
                .orElseThrow();
    }

    public static long looks(Session session) throws SQLException {
        return session.number("SELECT value FROM meta WHERE key = 'look'");
    }

    /** Says that a discovery which began at {@code looks} has seen all of the volume. */
    public static void looked(Session session, long looks) throws SQLException {
        session.update("UPDATE meta SET value = max(value, ?) WHERE key = 'looked'", looks);
    }

    /** True when somebody asked to look since the last whole discovery began. */
    public static boolean unlooked(Session session) throws SQLException {
        return session.number("SELECT value FROM meta WHERE key = 'looked'") < looks(session);
    }
}
