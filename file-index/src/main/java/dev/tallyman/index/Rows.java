package dev.tallyman.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of the tables {@code file} and {@code run} into values: the one place that knows their
 * columns.
 */
final class Rows {
    /** The columns that {@link #file} reads, in its order. */
    static final String FILE = """
            id, path, size, mtime_ns, inode, arrived, origin, state, state_since, attempts, category, mime, puid, format,
            version, basis, mismatch, name_says, risks, sha256, metadata, error, rules, detector,
            run, worker, policy, claimed, started, done""";

    /** The columns that {@link #run} reads, in its order. */
    static final String RUN = """
            id, kind, number, state, trigger, name, requested, started, ended, policy, workers, job, pod, node, image,
            revision, rules, detector, exit, found, changed, missing, classified, failed, quarantined, bytes, total,
            skipped, message, detail""";

    private Rows() {}

    static StoredFile file(ResultSet row) throws SQLException {
        String category = row.getString(11);
        String basis = row.getString(16);
        byte[] sha256 = row.getBytes(20);
        return new StoredFile(
                row.getLong(1),
                FilePath.known(row.getBytes(2)),
                row.getLong(3),
                StoredFile.modified(row.getLong(4)),
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
                runOrNull, workerOrNull, row.getString(27), time(row, 28), time(row, 29), time(row, 30));
    }

    /** A time in milliseconds, null where the column is. */
    static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Instant nanos(long sinceEpoch) {
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, 1_000_000_000L), Math.floorMod(sinceEpoch, 1_000_000_000L));
    }

    static Run run(ResultSet row) throws SQLException {
        int workers = row.getInt(11);
        Integer workersOrNull = row.wasNull() ? null : Integer.valueOf(workers);
        int exit = row.getInt(19);
        Integer exitOrNull = row.wasNull() ? null : Integer.valueOf(exit);
        return new Run(
                row.getLong(1),
                Run.Kind.of(row.getString(2)),
                row.getLong(3),
                Run.Status.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                Run.Trigger.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)),
                time(row, 8),
                time(row, 9),
                row.getString(10),
                workersOrNull,
                new Run.Provenance(
                        row.getString(12),
                        row.getString(13),
                        row.getString(14),
                        row.getString(15),
                        row.getString(16),
                        row.getString(17),
                        row.getString(18)),
                exitOrNull,
                new Run.Counts(
                        row.getLong(20),
                        row.getLong(21),
                        row.getLong(22),
                        row.getLong(23),
                        row.getLong(24),
                        row.getLong(25),
                        row.getLong(26),
                        row.getLong(27)),
                row.getString(28),
                row.getString(29),
                row.getString(30));
    }
}
