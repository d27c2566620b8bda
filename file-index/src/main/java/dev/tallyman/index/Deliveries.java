package dev.tallyman.index;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was received under which key, so that a sender whose answer was lost gets it when he asks again, and nothing is
 * stored twice.
 */
public final class Deliveries {
    /** For how long a key is known. */
    public static final Duration KNOWN = Duration.ofDays(7);

    private final Database database;

    Deliveries(Database database) {
        this.database = database;
    }

    /** The file that was received under a key, and the path that it was sent to. */
    public record Delivery(FilePath wanted, StoredFile file) {}

    /** What was received under this key; empty where nothing was, or it is purged. */
    public Optional<Delivery> find(String key) {
        return database.read(session -> find(session, key));
    }

    static Optional<Delivery> find(Session session, String key) throws SQLException {
        record Row(FilePath wanted, long file) {}
        Optional<Row> row = session.one(
                "SELECT delivery.path, file.id FROM delivery JOIN file ON file.id = delivery.file WHERE key = ?",
                found -> new Row(FilePath.known(found.getBytes(1)), found.getLong(2)),
                key);
        return row.isPresent()
                ? Optional.of(new Delivery(
                        row.get().wanted(), Intake.find(session, row.get().file())))
                : Optional.empty();
    }

    /** Remembers one, and forgets some of those that are old. */
    static void add(Session session, String key, FilePath wanted, long file, Instant now) throws SQLException {
        session.update("""
                DELETE FROM delivery WHERE key IN (SELECT key FROM delivery WHERE at < ? ORDER BY at LIMIT 8)
                """, now.minus(KNOWN));
        session.update(
                "INSERT OR REPLACE INTO delivery (key, path, file, at) VALUES (?, ?, ?, ?)", key, wanted, file, now);
    }
}
