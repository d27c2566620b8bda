package dev.tallyman.index.description;

import dev.tallyman.index.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what a dead process described. One file open at the death is charged an attempt; among
 * several nobody can tell whose fault it was, so they are tried again alone.
 */
public final class DescriptionRecovery {
    static final String DIED = "The program that read its content died at it, twice.";

    private DescriptionRecovery() {}

    /**
     * Does so inside the transaction that takes back the owner’s claims.
     *
     * @param noted the files that its slot names
     * @return true when it had described one of them: that may be what killed it
     */
    public static boolean takeBack(Session session, String owner, List<Long> noted, Instant now) throws SQLException {
        List<Long> open = new ArrayList<>();
        for (long file : noted) {
            open.addAll(session.list(
                    "SELECT id FROM file WHERE id = ? AND description_owner = ?", row -> row.getLong(1), file, owner));
        }
        if (open.size() == 1) {
            session.update("""
                    UPDATE file SET description_attempts = description_attempts + 1, description_suspected = 0,
                           description_owner = NULL, described = ?1, description_error = ?2,
                           description = CASE WHEN description_attempts + 1 >= ?3 THEN 'none' END
                     WHERE id = ?4 AND description = 'claimed'
                    """, now, DIED, DescriptionQueue.ATTEMPTS, open.getFirst());
            StaleDescriptions.died(session, open.getFirst());
        }
        for (long file : open.size() > 1 ? open : List.<Long>of()) {
            session.update("UPDATE file SET description_suspected = description_suspected + 1 WHERE id = ?", file);
        }
        release(session, owner);
        return !open.isEmpty();
    }

    /** Gives back what an owner holds; a description that is there stays. */
    static void release(Session session, String owner) throws SQLException {
        session.update("""
                UPDATE file SET description = CASE WHEN description <> 'claimed' THEN description END, description_owner = NULL
                 WHERE description_owner = ?
                """, owner);
    }
}
