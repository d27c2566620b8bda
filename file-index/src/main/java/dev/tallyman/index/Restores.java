package dev.tallyman.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Makes a backup fit the volume as it is now, before it becomes the index. */
final class Restores {
    private Restores() {}

    static void prepare(Session session, Volume volume, Instant now)
            throws SQLException, IOException {
        session.execute("BEGIN IMMEDIATE");
        // Ids given after the backup are in use: names in the trash, reports and logs.
        raise(session, "file", highest(volume.trash()));
        raise(session, "run", Math.max(highest(volume.reports()), highest(volume.logs())));
        session.update("UPDATE file SET state = 'received', owner = NULL WHERE state = 'claimed'");
        session.update(
                """
                UPDATE run SET state = 'failed', ended = ?, owner = NULL, message = 'The index was restored meanwhile'
                 WHERE state IN ('pending', 'running')
                """,
                now);
        for (long id : ids(volume.trash())) {
            takeUp(session, volume, id, now);
        }
        session.execute("COMMIT");
    }

    private static void raise(Session session, String table, long least) throws SQLException {
        session.update(
                "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                table);
        session.update("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", least, table);
    }

    // Deleted after the backup was made: its row knew a name, or was never in the backup.
    private static void takeUp(Session session, Volume volume, long id, Instant now)
            throws SQLException, IOException {
        DiskFacts facts = DiskFacts.of(volume.trashed(id));
        int known =
                session.update(
                        "UPDATE file SET before = coalesce(before, state), state = 'trashed', state_since = ? WHERE id = ? AND state <> 'trashed'",
                        now,
                        id);
        if (known == 1 || session.number("SELECT count(*) FROM file WHERE id = ?", id) == 1) {
            return;
        }
        FilePath path = FilePath.of("from-the-trash/" + id);
        session.update(
                """
                INSERT INTO file (id, path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state,
                                  state_since, before)
                VALUES (?, ?, 1, ?, ?, '', ?, ?, ?, 'found', ?, 'trashed', ?, 'received')
                """,
                id,
                path,
                path.top(),
                path.folded(),
                facts.size(),
                facts.mtimeNanos(),
                facts.inode(),
                now,
                now);
    }

    private static long highest(Path folder) throws IOException {
        return ids(folder).stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static List<Long> ids(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(
                            path -> String.valueOf(path.getFileName()).replaceFirst("\\.log$", ""))
                    .filter(name -> name.matches("\\d{1,18}"))
                    .map(Long::valueOf)
                    .toList();
        }
    }
}
