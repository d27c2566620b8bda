package dev.tallyman.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns rows of the table {@code file} into values: the one place that knows its columns. */
final class Rows {
    /** The columns that {@link #file} reads, in its order. */
    static final String FILE =
            """
            id, path, size, mtime_ns, inode, arrived, origin, state, state_since, attempts, category, mime, puid, format,
            version, basis, mismatch, name_says, risks, sha256, metadata, error, rules, detector,
            run, worker, policy, claimed, started, done""";

    private Rows() {}

    static StoredFile file(ResultSet row) throws SQLException {
        String category = row.getString(11);
        String basis = row.getString(16);
        byte[] sha256 = row.getBytes(20);
        return new StoredFile(
                row.getLong(1),
                FilePath.known(row.getBytes(2)),
                row.getLong(3),
                nanos(row.getLong(4)),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                StoredFile.Origin.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                State.of(row.getString(8)),
                Instant.ofEpochMilli(row.getLong(9)),
                row.getInt(10),
                category.isEmpty() ? Optional.empty() : Optional.of(Category.of(category)),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                basis == null ? null : Basis.of(basis),
                row.getInt(17) == 1,
                row.getString(18),
                Risk.split(row.getString(19)),
                sha256 == null ? null : HexFormat.of().formatHex(sha256),
                row.getString(21),
                row.getString(22),
                row.getString(23),
                row.getString(24),
                handling(row));
    }

    private static StoredFile.Handling handling(ResultSet row) throws SQLException {
        long run = row.getLong(25);
        Long runOrNull = row.wasNull() ? null : Long.valueOf(run);
        int worker = row.getInt(26);
        Integer workerOrNull = row.wasNull() ? null : Integer.valueOf(worker);
        return new StoredFile.Handling(
                runOrNull,
                workerOrNull,
                row.getString(27),
                time(row, 28),
                time(row, 29),
                time(row, 30));
    }

    /** A time in milliseconds, null where the column is. */
    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Instant nanos(long sinceEpoch) {
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, 1_000_000_000L),
                Math.floorMod(sinceEpoch, 1_000_000_000L));
    }
}
