package dev.tallyman.index.runs;

import dev.tallyman.index.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** Turns rows of the table {@code run} into values: the one place that knows its columns. */
final class RunMapper {
    /** The columns that {@link #of} reads, in its order. */
    static final String COLUMNS = """
            id, kind, number, state, trigger, name, requested, started, ended, policy, workers, job, pod, node, image,
            revision, rules, detector, exit, found, changed, missing, classified, failed, quarantined, bytes, total,
            skipped, message, detail""";

    private RunMapper() {}

    static Run of(ResultSet row) throws SQLException {
        int workers = row.getInt(11);
        Integer workersOrNull = row.wasNull() ? null : Integer.valueOf(workers);
        int exit = row.getInt(19);
        Integer exitOrNull = row.wasNull() ? null : Integer.valueOf(exit);
        return new Run(
                row.getLong(1),
                Run.Kind.of(row.getString(2)),
                row.getLong(3),
                Run.Status.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
                new Run.Request(
                        Run.Trigger.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getString(10),
                        workersOrNull),
                Session.time(row, 8),
                Session.time(row, 9),
                new Run.Provenance(
                        row.getString(12),
                        row.getString(13),
                        row.getString(14),
                        row.getString(15),
                        row.getString(16),
                        row.getString(17),
                        row.getString(18)),
                new Run.Counts(
                        row.getLong(20),
                        row.getLong(21),
                        row.getLong(22),
                        row.getLong(23),
                        row.getLong(24),
                        row.getLong(25),
                        row.getLong(26),
                        row.getLong(27)),
                new Run.Account(exitOrNull, row.getString(29), row.getString(28), row.getString(30)));
    }
}
