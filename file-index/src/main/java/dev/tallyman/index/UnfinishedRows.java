package dev.tallyman.index;

import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the table {@code upload}: the one place that knows its columns. */
final class UnfinishedRows {
    private static final String SELECT = """
            SELECT id, path, size, bytes, rank, modified, batch, key, metadata, expires, file FROM upload WHERE
            """;

    private UnfinishedRows() {}

    static Optional<UnfinishedUpload> find(Session session, String id) throws SQLException {
        return session.one(SELECT + "id = ?", UnfinishedRows::upload, id);
    }

    /** The same, if this person began it; null for nobody. */
    static Optional<UnfinishedUpload> find(Session session, String id, @Nullable String person) throws SQLException {
        return session.one(SELECT + "id = ? AND person IS ?", UnfinishedRows::upload, id, person);
    }

    static Optional<UnfinishedUpload> withKey(Session session, @Nullable String key) throws SQLException {
        return key == null ? Optional.empty() : session.one(SELECT + "key = ?", UnfinishedRows::upload, key);
    }

    /** Adds one; answers with another that has its key where there is one: a request that was faster. */
    static UnfinishedUpload insert(Session session, UnfinishedUpload upload, @Nullable String person)
            throws SQLException {
        Arrival arrival = upload.arrival();
        session.update(
                """
                INSERT INTO upload (id, path, size, rank, modified, batch, key, metadata, expires, person)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                upload.id(),
                arrival.wanted(),
                upload.size(),
                arrival.rank(),
                arrival.modified(),
                arrival.batch(),
                arrival.key(),
                upload.metadata(),
                upload.expires(),
                person);
        Optional<UnfinishedUpload> stored = find(session, upload.id());
        return stored.isPresent()
                ? stored.get()
                : withKey(session, arrival.key()).orElseThrow();
    }

    private static UnfinishedUpload upload(ResultSet row) throws SQLException {
        Arrival arrival = new Arrival(
                FilePath.known(row.getBytes(2)),
                row.getInt(5),
                Intake.Taken.NUMBER,
                number(row, 6).map(Instant::ofEpochMilli).orElse(null),
                row.getString(7),
                row.getString(8));
        return new UnfinishedUpload(
                row.getString(1),
                arrival,
                number(row, 3).orElse(null),
                row.getLong(4),
                row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)),
                number(row, 11).orElse(null));
    }

    private static Optional<Long> number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    static int progress(Session session, String id, long bytes, @Nullable Long size, Instant expires)
            throws SQLException {
        return session.update(
                "UPDATE upload SET bytes = ?, size = coalesce(size, ?), expires = ? WHERE id = ?",
                bytes,
                size,
                expires,
                id);
    }
}
