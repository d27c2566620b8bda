package dev.tallyman.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Claims files for one sweep in the order of its policy. The order is planned for a window of the
 * queue at a time, since two of the policies need to sort all of it; claiming itself is guarded row
 * by row, so that many processes share one queue and each file is claimed once. For one thread.
 */
public final class Claimer {
    private static final int WINDOW = 10_000;

    /** After this a new plan lets in what has arrived meanwhile. */
    private static final Duration PLAN_LASTS = Duration.ofSeconds(2);

    private final Database database;
    private final InstantSource clock;
    private final Slot slot;
    private final Run run;
    private final Policy policy;
    private final long ageingMillis;

    private long[] plan = {};
    private int next;
    private Instant planned = Instant.MIN;

    Claimer(
            Database database,
            InstantSource clock,
            Slot slot,
            Run run,
            Policy policy,
            Duration ageing) {
        this.database = database;
        this.clock = clock;
        this.slot = slot;
        this.run = run;
        this.policy = policy;
        this.ageingMillis = ageing.toMillis();
    }

    /**
     * Claims the next files; empty when there is nothing left to claim for this sweep. Charges
     * nobody an attempt.
     *
     * @param files at most, at least 1
     * @param bytes at most together, but always one file
     */
    public List<Claim> claim(int files, long bytes) {
        while (true) {
            if (next >= plan.length || clock.instant().isAfter(planned.plus(PLAN_LASTS))) {
                plan = plan();
                planned = clock.instant();
                next = 0;
                if (plan.length == 0) {
                    return List.of();
                }
            }
            List<Claim> claims = database.write(session -> claim(session, files, bytes));
            // Others were faster with all of this plan: make a new one.
            if (!claims.isEmpty()) {
                return claims;
            }
            next = plan.length;
        }
    }

    private List<Claim> claim(Session session, int files, long bytes) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        long sum = 0;
        int at = next;
        while (at < plan.length && claims.size() < files) {
            long id = plan[at];
            Claim claim =
                    session.one(
                                    """
                            SELECT id, path, size, mtime_ns, inode, sha256, attempts, state = 'received' AND attempts > 0
                                   OR suspected > 0
                              FROM file
                             WHERE id = ? AND state IN ('received', 'failed') AND (state = 'received' OR done < ?)
                            """,
                                    this::toClaim,
                                    id,
                                    started())
                            .orElse(null);
            if (claim != null) {
                sum += claim.facts().size();
                if (sum > bytes && !claims.isEmpty()) {
                    break;
                }
                session.update(
                        """
                        UPDATE file SET state = 'claimed', state_since = ?1, claimed = ?1, owner = ?2, run = ?3, policy = ?4,
                               started = NULL, done = NULL, worker = NULL
                         WHERE id = ?5
                        """,
                        clock.instant(),
                        slot.owner(),
                        run.id(),
                        policy.label(),
                        id);
                claims.add(claim);
            }
            at++;
        }
        next = at;
        return claims;
    }

    private Claim toClaim(ResultSet row) throws SQLException {
        byte[] sha256 = row.getBytes(6);
        return new Claim(
                row.getLong(1),
                FilePath.known(row.getBytes(2)),
                new DiskFacts(row.getLong(3), row.getLong(4), row.getLong(5)),
                sha256 == null ? null : HexFormat.of().formatHex(sha256),
                row.getInt(7) + 1,
                slot.owner(),
                row.getInt(8) == 1);
    }

    private Instant started() {
        return run.started() == null ? run.requested() : run.started();
    }

    private long[] plan() {
        List<Long> ids =
                database.read(
                        session ->
                                switch (policy) {
                                    case FCFS ->
                                            session.list(
                                                    """
                    SELECT id FROM file
                     WHERE state IN ('received', 'failed') AND (state = 'received' OR done < ?)
                     ORDER BY arrived, id LIMIT ?
                    """,
                                                    row -> row.getLong(1),
                                                    started(),
                                                    WINDOW);
                                    case SJF ->
                                            session.list(
                                                    """
                    SELECT id FROM file
                     WHERE state IN ('received', 'failed') AND (state = 'received' OR done < ?)
                     ORDER BY size, arrived, id LIMIT ?
                    """,
                                                    row -> row.getLong(1),
                                                    started(),
                                                    WINDOW);
                                    // Linear ageing: rank + waited / ageing orders as rank * ageing
                                    // -
                                    // arrived does, at any time.
                                    case PRIORITY ->
                                            session.list(
                                                    """
                    SELECT id FROM file
                     WHERE state IN ('received', 'failed') AND (state = 'received' OR done < ?)
                     ORDER BY rank * ? - arrived DESC, id LIMIT ?
                    """,
                                                    row -> row.getLong(1),
                                                    started(),
                                                    ageingMillis,
                                                    WINDOW);
                                    case ROUND_ROBIN ->
                                            session.list(
                                                    """
                    SELECT id FROM file
                     WHERE state IN ('received', 'failed') AND (state = 'received' OR done < ?)
                     ORDER BY row_number() OVER (PARTITION BY top ORDER BY arrived, id), arrived, id LIMIT ?
                    """,
                                                    row -> row.getLong(1),
                                                    started(),
                                                    WINDOW);
                                });
        return ids.stream().mapToLong(Long::longValue).toArray();
    }
}
