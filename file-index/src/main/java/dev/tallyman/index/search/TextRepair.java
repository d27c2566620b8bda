package dev.tallyman.index.search;

import dev.tallyman.index.database.Database;
import java.sql.SQLException;
import java.util.List;

/**
 * Rights what a death left behind: texts without a file are forgotten, files without their text are
 * read again.
 *
 * @param mine the name that files carry whose text is in it
 */
record TextRepair(Database database, SearchFile now, String mine) {
    private static final int PAGE = 5_000;

    /** As many here as there: then they are the same. What another sweep is at is its own. */
    void settle() throws SQLException {
        long there = database.read(session -> session.number("SELECT count(*) FROM file WHERE texted = ?", mine));
        if (now.read(session -> session.number("SELECT count(*) FROM content")) == there) {
            return;
        }
        List<Long> ids = List.of(0L);
        while (!ids.isEmpty()) {
            long after = ids.getLast();
            ids = now.read(session -> session.list(
                    "SELECT file FROM content WHERE file > ? ORDER BY file LIMIT ?",
                    row -> row.getLong(1),
                    after,
                    PAGE));
            String page = ids.toString();
            List<Long> gone = database.read(session -> session.list("""
                    SELECT value FROM json_each(?) LEFT JOIN file ON file.id = value
                     WHERE file.texted IS NOT ? AND file.description_owner IS NULL
                    """, row -> row.getLong(1), page, mine));
            now.write(session -> {
                for (long id : gone) {
                    TextIndex.forget(session, id);
                }
                return gone;
            });
        }
        readAgain();
    }

    private void readAgain() throws SQLException {
        List<Long> ids = List.of(0L);
        while (!ids.isEmpty()) {
            long after = ids.getLast();
            ids = database.read(session -> session.list(
                    "SELECT id FROM file WHERE texted = ? AND id > ? ORDER BY id LIMIT ?",
                    row -> row.getLong(1),
                    mine,
                    after,
                    PAGE));
            String page = ids.toString();
            List<Long> without = now.read(session -> session.list(
                    "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT file FROM content)",
                    row -> row.getLong(1),
                    page));
            database.write(session -> session.update("""
                    UPDATE file SET description = NULL, texted = NULL, description_attempts = 0
                     WHERE id IN (SELECT value FROM json_each(?)) AND description_owner IS NULL
                    """, without.toString()));
        }
    }
}
