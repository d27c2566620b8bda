package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Times over one state of the index: the part of {@link ReportData} that tells how the scheduling
 * policies did.
 */
public final class ReportDataTimes {
    private final Session session;

    ReportDataTimes(Session session) {
        this.session = session;
    }

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

    /** Files done and the time it took. */
    public record Work(long files, Duration time) {}

    /** The scheduling policies that present files were last read under. */
    public List<String> policies() {
        return ReportData.ask(() -> session.list(
                "SELECT DISTINCT policy FROM run WHERE kind = 'sweep' AND policy IS NOT NULL ORDER BY 1",
                row -> row.getString(1)));
    }

    /** Waiting and turnaround of the present files last read under a policy. */
    public Times ofPolicy(String policy) {
        return times("policy = ?", policy);
    }

    /** Waiting and turnaround of the present files last read by a run. */
    public Times ofRun(long run) {
        return times("run = ?", run);
    }

    private Times times(String which, Object value) {
        String from = """
                 FROM file
                WHERE %s AND claimed IS NOT NULL AND done IS NOT NULL
                  AND state IN ('classified', 'failed', 'quarantined')
                """.formatted(which);
        String waiting = "max(0, claimed - arrived)";
        String turnaround = "max(0, done - arrived)";
        return ReportData.ask(() -> {
            double[] sums = session.one(
                            "SELECT count(*), avg(%1$s), max(%1$s), avg(%2$s), max(%2$s)".formatted(waiting, turnaround)
                                    + from,
                            row -> new double[] {
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
        return new Spread(Duration.ofMillis(Math.round(mean)), Duration.ofMillis(p95), Duration.ofMillis((long) max));
    }

    // The smallest value that 95 of 100 do not exceed. From the top, because SQLite keeps no more
    // rows than it must skip.
    private long p95(String time, String from, Object value, long files) throws SQLException {
        long rank = (files * 95 + 99) / 100;
        return session.number("SELECT " + time + from + " ORDER BY 1 DESC LIMIT 1 OFFSET ?", value, files - rank);
    }

    /** Files and time of all ended sweeps under a policy: its throughput. */
    public Work workOfPolicy(String policy) {
        return ReportData.ask(() -> session.one(
                        """
                                        SELECT coalesce(sum(classified + failed + quarantined), 0),
                                               coalesce(sum(ended - started), 0)
                                          FROM run
                                         WHERE kind = 'sweep' AND policy = ? AND ended IS NOT NULL AND started IS NOT NULL
                                           AND classified + failed + quarantined > 0
                                        """, row -> new Work(row.getLong(1), Duration.ofMillis(row.getLong(2))), policy)
                .orElseThrow());
    }
}
