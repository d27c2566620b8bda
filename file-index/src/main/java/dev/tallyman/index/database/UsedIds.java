package dev.tallyman.index.database;

import dev.tallyman.volume.Places;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids that an index which is lost, or was replaced by its backup, has given out: names in the
 * trash, of reports and of logs. The one in its place gives none of them out again.
 */
final class UsedIds {
    private static final Pattern EVENTS = Pattern.compile("events-\\d{1,18}-(\\d{1,18})\\.jsonl");

    private UsedIds() {}

    static void leaveOut(Session session, Volume volume) throws SQLException, IOException {
        raise(session, "file", highest(volume, volume.trash()));
        raise(session, "event", highest(volume, volume.logs(), UsedIds::lastEvent));
        raise(session, "run", Math.max(highest(volume, volume.reports()), highest(volume, volume.logs())));
    }

    private static void raise(Session session, String table, long least) throws SQLException {
        session.update(
                "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
                table);
        session.update("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", least, table);
    }

    // As dev.tallyman.index.people.EventFile names it.
    private static long lastEvent(String name) {
        Matcher parts = EVENTS.matcher(name);
        return parts.matches() ? Long.parseLong(parts.group(1)) : 0;
    }

    private static long highest(Volume volume, Path folder) throws IOException {
        return highest(
                volume,
                folder,
                name -> Places.id(name.replaceFirst("\\.log$", "")).orElse(0));
    }

    private static long highest(Volume volume, Path folder, ToLongFunction<String> id) throws IOException {
        try (OpenFolder open = volume.openOwn(folder)) {
            return open.list().stream()
                    .map(entry -> entry.name().text())
                    .mapToLong(id)
                    .max()
                    .orElse(0);
        }
    }
}
