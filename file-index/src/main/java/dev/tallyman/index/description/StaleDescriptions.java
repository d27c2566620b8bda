package dev.tallyman.index.description;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.Slot;
import java.sql.SQLException;
import java.util.List;

/**
 * Files that are described and are to be described again: those that people ask for and those whose
 * text is lost, then those that other readers described, the oldest description first. The old one
 * stands until there is another; that a file is claimed says its owner alone.
 */
public final class StaleDescriptions {
    private static final int PAGE = 5_000;

    private static final String MARKED = "marked descriptions";

    private static final String WAITING = "state = 'classified' AND description_owner IS NULL";

    private final Database database;

    StaleDescriptions(Database database) {
        this.database = database;
    }

    /**
     * Makes these the readers that descriptions are held against, and marks what others made, or
     * whose text lies in a search index that is gone. Whoever dies on the way leaves it to the next.
     *
     * @param search names the search index that holds the texts; empty where they are not kept
     * @return how many are stale now
     */
    public long adopt(String describer, String search) {
        // Whoever records from now on marks by itself.
        if (!isIn("describer", describer) || !isIn(MARKED, describer + " " + search)) {
            put("describer", describer);
            long end = database.read(session -> session.number("SELECT coalesce(max(id), 0) FROM file"));
            for (long after = 0; after < end; after += PAGE) {
                mark(describer, search, after);
            }
            put(MARKED, describer + " " + search);
        }
        return database.read(StaleDescriptions::count);
    }

    private boolean isIn(String key, String value) {
        return database.read(session ->
                session.number("SELECT EXISTS (SELECT 1 FROM meta WHERE key = ? AND value = ?)", key, value) == 1);
    }

    private void put(String key, String value) {
        database.write(session -> session.update("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value));
    }

    private void mark(String describer, String search, long after) {
        database.write(session -> session.update("""
                UPDATE file SET description_attempts = 0,
                       description_stale = CASE WHEN description_stale = 2 OR ?2 <> '' AND texted <> ?2 THEN 2
                                                WHEN describer <> ?1 THEN 1 END,
                       texted = CASE WHEN ?2 <> '' THEN texted END
                 WHERE id > ?3 AND id <= ?4 AND description IN ('described', 'none')
                   AND (describer <> ?1 OR texted <> ?2 OR description_stale = 1)
                """, describer, search, after, after + PAGE));
    }

    /** How many files are to be described again, where a session is open. */
    public static long count(Session session) throws SQLException {
        return session.number("""
                SELECT count(*) FROM file INDEXED BY file_description_stale
                 WHERE description_stale >= 1 AND state = 'classified' AND description IS NOT NULL
                """);
    }

    /** Claims files that people ask for, or whose text is lost; empty when there are none. */
    public List<DescriptionClaim> asked(Slot slot, int files) {
        return claim(slot, 2, files);
    }

    /** Claims files that other readers described; empty when there are no more. */
    public List<DescriptionClaim> stale(Slot slot, int files) {
        return claim(slot, 1, files);
    }

    private List<DescriptionClaim> claim(Slot slot, int why, int files) {
        String wanted = """
                SELECT id FROM file
                 WHERE description_stale = ?1 AND description IN ('described', 'none') AND %s
                 ORDER BY ifnull(described, 0), id LIMIT ?2
                """.formatted(WAITING);
        if (database.read(session -> session.one(wanted, row -> row.getLong(1), why, 1))
                .isEmpty()) {
            return List.of();
        }
        return database.write(session -> session.list(
                "UPDATE file SET description_owner = ?3 WHERE id IN (" + wanted + """
                ) RETURNING id, path, size, mtime_ns, inode, mime, sha256, description_attempts,
                            description_attempts + description_suspected > 0, 1
                """,
                DescriptionQueue::toClaim,
                why,
                files,
                slot.owner()));
    }

    /** A reading went wrong: once more, or given up when it was the last attempt. The old description stands. */
    static void failed(Session session, DescriptionClaim claim, String owner, String reason) throws SQLException {
        session.update("""
                UPDATE file SET description_owner = NULL, description_attempts = ?1,
                       description_stale = CASE WHEN ?1 >= ?2 THEN 0 ELSE description_stale END,
                       description_error = CASE WHEN ?1 >= ?2 THEN ?3 ELSE description_error END
                 WHERE id = ?4 AND description_owner = ?5
                """, claim.attempt(), DescriptionQueue.ATTEMPTS, said(reason), claim.file(), owner);
    }

    /** The process that read it died at it. */
    static void died(Session session, long file) throws SQLException {
        session.update("""
                UPDATE file SET description_owner = NULL, description_suspected = 0,
                       description_attempts = description_attempts + 1,
                       description_stale = CASE WHEN description_attempts + 1 >= ?1 THEN 0 ELSE description_stale END,
                       description_error = CASE WHEN description_attempts + 1 >= ?1 THEN ?2 ELSE description_error END
                 WHERE id = ?3 AND description IN ('described', 'none') AND description_owner IS NOT NULL
                """, DescriptionQueue.ATTEMPTS, said(DescriptionRecovery.DIED), file);
    }

    private static String said(String reason) {
        return "It could not be described again, so this is what was found before: " + reason;
    }
}
