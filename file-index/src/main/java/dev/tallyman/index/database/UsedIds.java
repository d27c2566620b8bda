package dev.tallyman.index.database;

import dev.tallyman.volume.Places;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The ids that an index which is lost, or was replaced by its backup, has given out: names in the
 * trash, of reports and of logs. The one in its place gives none of them out again.
 */
final class UsedIds {
    private UsedIds() {}

    static void leaveOut(Session session, Volume volume) throws SQLException, IOException {
        raise(session, "file", highest(volume, volume.trash()));
        raise(session, "run", Math.max(highest(volume, volume.reports()), highest(volume, volume.logs())));
    }

    private static void raise(Session session, String table, long least) throws SQLException {
        session.update(
                "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                table);
        session.update("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", least, table);
    }

    private static long highest(Volume volume, Path folder) throws IOException {
        try (OpenFolder open = volume.openOwn(folder)) {
            return open.list().stream()
                    .map(entry -> entry.name().text().replaceFirst("\\.log$", ""))
                    .mapToLong(name -> Places.id(name).orElse(0))
                    .max()
                    .orElse(0);
        }
    }
}
