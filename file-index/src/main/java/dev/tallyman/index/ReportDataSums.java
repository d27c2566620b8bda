package dev.tallyman.index;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums over one state of the index: the part of {@link ReportData} that counts instead of lists.
 */
public final class ReportDataSums {
    private static final String DUPLICATED =
            """
            WITH twice AS MATERIALIZED (
              SELECT sha256 FROM file WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1
            ), same AS (
              SELECT sha256, count(*) AS copies, max(size) AS size
                FROM twice JOIN file USING (sha256)
               WHERE state <> 'trashed' AND state <> 'missing' AND size > 0
               GROUP BY sha256 HAVING count(*) > 1
            )
            """;

    private final Session session;

    ReportDataSums(Session session) {
        this.session = session;
    }

    /** A format with its files; null where it is not known. */
    public record Format(
            Category category,
            @Nullable String mime,
            @Nullable String puid,
            @Nullable String format,
            @Nullable String version) {
        public static Optional<Format> of(StoredFile file) {
            return file.category()
                    .filter(c -> c != Category.UNKNOWN && c != Category.EMPTY)
                    .map(
                            c ->
                                    new Format(
                                            c,
                                            file.mime(),
                                            file.puid(),
                                            file.format(),
                                            file.version()));
        }
    }

    /** How many of something. */
    public record Counted<K>(K what, long files, long bytes) {}

    /** Files with the same bytes. */
    public record Duplicate(String sha256, long size, long copies) {
        /** The bytes of every copy but one. */
        public long wasted() {
            return size * (copies - 1);
        }
    }

    /** A name's ending that promises one thing, and the content that is another. */
    public record Pair(String extension, @Nullable String nameSays, Format content) {}

    /** Why files are where they are. */
    public record Reason(State state, String reason) {}

    /** The spread of one kind of time. */
    public record Spread(Duration mean, Duration p95, Duration max) {
        public static final Spread NONE = new Spread(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /**
     * How long files waited.
     *
     * @param waiting from arrival to claim
     * @param turnaround from arrival to verdict
     */
    public record Times(long files, Spread waiting, Spread turnaround) {}

    /** Identified formats of present files, the most frequent first. */
    public void formats(ReportData.Taking<Counted<Format>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT category, mime, puid, format, version, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing' AND category NOT IN ('', 'unknown', 'empty')
                 GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 2, 4, 5
                """,
                row -> new Counted<>(format(row, 1), row.getLong(6), row.getLong(7)),
                each);
    }

    private static Format format(ResultSet row, int from) throws SQLException {
        return new Format(
                Category.of(row.getString(from)),
                row.getString(from + 1),
                row.getString(from + 2),
                row.getString(from + 3),
                row.getString(from + 4));
    }

    /** Endings of present files in lower case, the most frequent first; empty for none. */
    public void extensions(ReportData.Taking<Counted<String>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT extension, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing'
                 GROUP BY extension ORDER BY 2 DESC, 1
                """,
                row -> new Counted<>(row.getString(1), row.getLong(2), row.getLong(3)),
                each);
    }

    /** First folders with all that is below them, the heaviest first; empty for the root. */
    public void folders(ReportData.Taking<Counted<String>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT top, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing'
                 GROUP BY top ORDER BY 3 DESC, 1
                """,
                row -> {
                    byte[] top = row.getBytes(1);
                    String name =
                            top == null || top.length == 0 ? "" : FilePath.of(top).text() + "/";
                    return new Counted<>(name, row.getLong(2), row.getLong(3));
                },
                each);
    }

    /** Reasons of files that failed or need somebody, the most frequent first. */
    public void reasons(ReportData.Taking<Counted<Reason>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT state, coalesce(error, ''), count(*), sum(size) FROM file
                 WHERE state IN ('failed', 'quarantined') GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
                """,
                row ->
                        new Counted<>(
                                new Reason(State.of(row.getString(1)), row.getString(2)),
                                row.getLong(3),
                                row.getLong(4)),
                each);
    }

    /** Endings and contents that disagree, the most frequent first. */
    public void mismatches(ReportData.Taking<Counted<Pair>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT extension, name_says, category, mime, NULL, format, NULL, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing' AND category <> '' AND mismatch = 1
                   AND (mismatch = 1 OR risks <> '')
                 GROUP BY 1, 2, 3, 4, 6 ORDER BY 8 DESC, 1, 4
                """,
                row ->
                        new Counted<>(
                                new Pair(row.getString(1), row.getString(2), format(row, 3)),
                                row.getLong(8),
                                row.getLong(9)),
                each);
    }

    /** All duplicates together. */
    public record Duplicates(long groups, long copies, long wasted) {}

    /** Groups of present files with the same bytes, the most wasteful first. */
    public void duplicates(ReportData.Taking<Duplicate> each) throws IOException {
        ReportData.take(
                session,
                DUPLICATED
                        + "SELECT sha256, size, copies FROM same ORDER BY (copies - 1) * size DESC, sha256",
                row ->
                        new Duplicate(
                                HexFormat.of().formatHex(row.getBytes(1)),
                                row.getLong(2),
                                row.getLong(3)),
                each);
    }

    /** Present files with these bytes, in the order of ids. */
    public void copies(String sha256, ReportData.Taking<StoredFile> each) throws IOException {
        ReportData.take(
                session,
                "SELECT "
                        + Rows.FILE
                        + " FROM file WHERE sha256 = ? AND "
                        + ReportData.PRESENT
                        + " ORDER BY id",
                Rows::file,
                each,
                (Object) HexFormat.of().parseHex(sha256));
    }

    /** The scheduling policies that present files were last read under. */
    public List<String> policies() {
        return ReportData.ask(
                () ->
                        session.list(
                                "SELECT DISTINCT policy FROM run WHERE kind = 'sweep' AND policy IS NOT NULL ORDER BY 1",
                                row -> row.getString(1)));
    }

    /** Waiting and turnaround of the present files last read under a policy. */
    public Times timesOfPolicy(String policy) {
        return times("policy = ?", policy);
    }

    /** Waiting and turnaround of the present files last read by a run. */
    public Times timesOfRun(long run) {
        return times("run = ?", run);
    }

    private Times times(String which, Object value) {
        String from =
                " FROM file WHERE "
                        + which
                        + " AND claimed IS NOT NULL AND done IS NOT NULL AND state IN ('classified', 'failed', 'quarantined')";
        String waiting = "max(0, claimed - arrived)";
        String turnaround = "max(0, done - arrived)";
        return ReportData.ask(
                () -> {
                    double[] sums =
                            session.one(
                                            "SELECT count(*), avg("
                                                    + waiting
                                                    + "), max("
                                                    + waiting
                                                    + "), avg("
                                                    + turnaround
                                                    + "), max("
                                                    + turnaround
                                                    + ")"
                                                    + from,
                                            row ->
                                                    new double[] {
                                                        row.getDouble(1), row.getDouble(2),
                                                        row.getDouble(3), row.getDouble(4),
                                                        row.getDouble(5)
                                                    },
                                            value)
                                    .orElseThrow();
                    long files = (long) sums[0];
                    if (files == 0) {
                        return new Times(0, Spread.NONE, Spread.NONE);
                    }
                    return new Times(
                            files,
                            spread(sums[1], p95(waiting, from, value, files), sums[2]),
                            spread(sums[3], p95(turnaround, from, value, files), sums[4]));
                });
    }

    private static Spread spread(double mean, long p95, double max) {
        return new Spread(
                Duration.ofMillis(Math.round(mean)),
                Duration.ofMillis(p95),
                Duration.ofMillis((long) max));
    }

    // The smallest value that 95 of 100 do not exceed. From the top, because SQLite keeps no more
    // rows than it must skip.
    private long p95(String time, String from, Object value, long files) throws SQLException {
        long rank = (files * 95 + 99) / 100;
        return session.number(
                "SELECT " + time + from + " ORDER BY 1 DESC LIMIT 1 OFFSET ?", value, files - rank);
    }

    /** Files and time of all ended sweeps under a policy: its throughput. */
    public Work workOfPolicy(String policy) {
        return ReportData.ask(
                () ->
                        session.one(
                                        """
                                        SELECT coalesce(sum(classified + failed + quarantined), 0),
                                               coalesce(sum(ended - started), 0)
                                          FROM run
                                         WHERE kind = 'sweep' AND policy = ? AND ended IS NOT NULL AND started IS NOT NULL
                                           AND classified + failed + quarantined > 0
                                        """,
                                        row ->
                                                new Work(
                                                        row.getLong(1),
                                                        Duration.ofMillis(row.getLong(2))),
                                        policy)
                                .orElseThrow());
    }

    /** Files done and the time it took. */
    public record Work(long files, Duration time) {}
}
