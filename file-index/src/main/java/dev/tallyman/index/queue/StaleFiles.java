package dev.tallyman.index.queue;

import dev.tallyman.index.catalog.Catalog;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Files whose verdict is to be worked out again, claimed for one sweep: those that people ask for,
 * then stale ones, whose verdict another detector gave, the oldest verdict first. Such a file stays
 * classified all the time; that it is claimed says its owner alone. For one thread.
 */
public final class StaleFiles {
    private static final int PAGE = 5_000;

    // The first run that may yet record something.
    private static final String UNSEEN = """
            SELECT coalesce((SELECT min(id) FROM run WHERE kind = 'sweep' AND started IS NOT NULL AND ended IS NULL),
                   (SELECT coalesce(max(id), 0) FROM run) + 1)
            """;

    private final Database database;
    private final Slot slot;
    private final Run run;
    private Verdict last = new Verdict(Long.MIN_VALUE, 0);

    StaleFiles(Database database, Slot slot, Run run) {
        this.database = database;
        this.slot = slot;
        this.run = run;
    }

    /** A place in the order of verdicts. */
    private record Verdict(long done, long file) {}

    private record Found(Verdict verdict, Claim claim) {}

    /**
     * Makes this the detector that verdicts are held against, and marks what others gave. Whoever
     * dies on the way leaves it to the next sweep. How many files are stale now.
     */
    public long adopt(String detector) {
        if (!isIn("marked", detector) || othersRecorded(detector)) {
            String from = database.read(session -> String.valueOf(session.number(UNSEEN)));
            // Whoever records from now on marks by itself.
            put("detector", detector);
            long end = database.read(session -> session.number("SELECT coalesce(max(id), 0) FROM file"));
            for (long after = 0; after < end; after += PAGE) {
                mark(detector, after);
            }
            put("marked from", from);
            put("marked", detector);
        }
        return database.read(Catalog::stale);
    }

    private boolean isIn(String key, String value) {
        return database.read(session ->
                session.number("SELECT EXISTS (SELECT 1 FROM meta WHERE key = ? AND value = ?)", key, value) == 1);
    }

    // A program of before there were stale files marks nothing.
    private boolean othersRecorded(String detector) {
        return database.read(session -> session.number("""
                SELECT EXISTS (SELECT 1 FROM run
                  WHERE id >= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'marked from') AND detector <> ?)
                """, detector) == 1);
    }

    private void put(String key, String value) {
        database.write(session -> session.update("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value));
    }

    private void mark(String detector, long after) {
        database.write(session -> session.update("""
                UPDATE file SET stale = CASE WHEN detector <> ?1 THEN 1 END
                 WHERE id > ?2 AND id <= ?3 AND detector IS NOT NULL
                   AND CASE WHEN stale = 1 THEN detector = ?1 ELSE stale IS NOT 2 AND detector <> ?1 END
                """, detector, after, after + PAGE));
    }

    /** Claims files that people ask for; empty when there are none. */
    public List<Claim> asked(int files) {
        return claim("stale = 2", files, new Verdict(Long.MIN_VALUE, 0)).stream()
                .map(Found::claim)
                .toList();
    }

    /**
     * Claims stale files, none of them twice; empty when there are no more, or another detector is
     * the one that verdicts are held against.
     */
    public List<Claim> stale(String detector, int files) {
        List<Found> found = isIn("detector", detector) ? claim("stale = 1", files, last) : List.of();
        if (!found.isEmpty()) {
            last = found.getLast().verdict();
        }
        return found.stream().map(Found::claim).toList();
    }

    private List<Found> claim(String which, int files, Verdict after) {
        String wanted = """
                SELECT id FROM file
                 WHERE %s AND state = 'classified' AND owner IS NULL AND (done, id) > (?1, ?2)
                 ORDER BY done, id LIMIT ?3
                """.formatted(which);
        if (database.read(session -> session.one(wanted, row -> row.getLong(1), after.done(), after.file(), 1))
                .isEmpty()) {
            return List.of();
        }
        List<Found> claims = database.write(session -> session.list(
                "UPDATE file SET owner = ?4 WHERE id IN (" + wanted + """
                ) RETURNING id, path, size, mtime_ns, inode, sha256, suspected, done
                """,
                this::toClaim,
                after.done(),
                after.file(),
                files,
                slot.owner()));
        // It returns the rows in any order.
        claims.sort(Comparator.comparing(
                Found::verdict, Comparator.comparingLong(Verdict::done).thenComparingLong(Verdict::file)));
        return claims;
    }

    private Found toClaim(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes(6);
        long file = row.getLong(1);
        return new Found(
                new Verdict(row.getLong(8), file),
                new Claim(
                        file,
                        FilePath.known(row.getBytes(2)),
                        new DiskFacts(row.getLong(3), row.getLong(4), row.getLong(5)),
                        sha256 == null ? null : HexFormat.of().formatHex(sha256),
                        row.getInt(7) + 1,
                        slot.owner(),
                        run.id(),
                        row.getInt(7) > 0,
                        true));
    }

    /** Gives back what an owner holds of classified files; what it found is lost, nothing else. */
    static void release(Session session, String owner) throws SQLException {
        session.update("UPDATE file SET owner = NULL WHERE owner = ? AND state <> 'claimed'", owner);
    }

    /** It is not what was claimed any more: the next discovery sees what it is. */
    static void postpone(Session session, long file, String owner) throws SQLException {
        session.update(
                "UPDATE file SET owner = NULL, stale = 1 WHERE id = ? AND state = 'classified' AND owner = ?",
                file,
                owner);
    }

    /**
     * A reading went wrong: once more by the next sweep, alone, or given up when it was the last
     * attempt. The verdict stands.
     */
    static void failed(Session session, long file, String owner, int attempts) throws SQLException {
        session.update("""
                UPDATE file SET owner = NULL,
                       stale = CASE WHEN suspected + 1 >= ?1 THEN 0 ELSE 1 END,
                       suspected = CASE WHEN suspected + 1 >= ?1 THEN 0 ELSE suspected + 1 END
                 WHERE id = ?2 AND state = 'classified' AND owner = ?3
                """, attempts, file, owner);
    }

    /** Which of these files a dead owner was reading again. */
    static List<Long> open(Session session, String owner, List<Long> noted) throws SQLException {
        return session.list("""
                SELECT id FROM file
                 WHERE owner = ? AND state = 'classified' AND id IN (SELECT value FROM json_each(?))
                """, row -> row.getLong(1), owner, noted.toString());
    }
}
