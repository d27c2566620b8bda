package dev.tallyman.index.queue;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Claims files for one sweep in the order of its policy. The order is planned for a window of the
 * queue at a time, since two of the policies need to sort all of it; claiming itself is one guarded
 * statement, so that many processes share one queue and each file is claimed once. For one thread.
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
    private final Duration ageing;

    private List<Long> plan = List.of();
    private int next;
    private Instant planned = Instant.MIN;
    private long planLargest;

    Claimer(Database database, InstantSource clock, Slot slot, Run run, Policy policy, Duration ageing) {
        this.database = database;
        this.clock = clock;
        this.slot = slot;
        this.run = run;
        this.policy = policy;
        this.ageing = ageing;
    }

    /** Like {@link #claim(int, long, long)}, files of any size. */
    public List<Claim> claim(int files, long bytes) {
        return claim(files, bytes, Long.MAX_VALUE);
    }

    /**
     * Claims the next files; empty when there is nothing left to claim for this sweep. Charges
     * nobody an attempt.
     *
     * @param files at most, at least 1
     * @param bytes at most together, but always one file
     * @param largest bytes of one file, at most: the rest waits
     */
    public List<Claim> claim(int files, long bytes, long largest) {
        while (true) {
            if (next >= plan.size() || planLargest != largest || clock.instant().isAfter(planned.plus(PLAN_LASTS))) {
                plan = database.read(session -> plan(session, largest));
                planLargest = largest;
                planned = clock.instant();
                next = 0;
                if (plan.isEmpty()) {
                    return List.of();
                }
            }
            List<Long> part = plan.subList(next, Math.min(plan.size(), next + files));
            List<Claim> claims = database.write(session -> claim(session, part, bytes));
            // What did not fit is next; a part that others were faster with is used up.
            next += claims.isEmpty()
                    ? part.size()
                    : part.indexOf(claims.getLast().file()) + 1;
            if (!claims.isEmpty()) {
                return claims;
            }
        }
    }

    /** True where a file of any size is left to claim for this sweep. */
    public boolean isAnyLeft() {
        return !database.read(session -> plan(session, Long.MAX_VALUE)).isEmpty();
    }

    // SQLite, which does not know how few wait, would look at each file of a state and sort them.
    private List<Long> plan(Session session, long largest) throws SQLException {
        return session.list(
                "SELECT id FROM file INDEXED BY "
                        + policy.index()
                        + " WHERE "
                        + Queue.CLAIMABLE
                        + " AND size <= ?2 ORDER BY "
                        + policy.order(ageing)
                        + " LIMIT "
                        + WINDOW,
                row -> row.getLong(1),
                run.since(),
                largest);
    }

    // The one statement that claims. It takes the files of the plan's part, in its order, while
    // their bytes fit; whoever took one of them meanwhile has it. CROSS JOIN: the part first, not all that waits.
    private List<Claim> claim(Session session, List<Long> part, long bytes) throws SQLException {
        List<Claim> claims = session.list(
                """
                        UPDATE file SET before = state, state = 'claimed', state_since = ?2, claimed = ?2, owner = ?3, run = ?4,
                               policy = ?5, started = NULL, done = NULL, worker = NULL
                         WHERE id IN (
                               SELECT id FROM (
                                      SELECT id, row_number() OVER turn AS turn, sum(size) OVER turn AS bytes
                                        FROM (SELECT key, value FROM json_each(?6)) AS part CROSS JOIN file ON file.id = part.value
                                       WHERE %s
                                      WINDOW turn AS (ORDER BY part.key ROWS UNBOUNDED PRECEDING))
                                WHERE turn = 1 OR bytes <= ?7)
                        RETURNING id, path, size, mtime_ns, inode, sha256, attempts,
                                  before = 'received' AND attempts > 0 OR suspected > 0
                        """.formatted(Queue.CLAIMABLE),
                this::toClaim,
                run.since(),
                clock.instant(),
                slot.owner(),
                run.id(),
                policy.label(),
                part.toString(),
                bytes);
        // It returns the rows in any order.
        claims.sort(Comparator.comparingInt(claim -> part.indexOf(claim.file())));
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
                run.id(),
                row.getInt(8) == 1,
                false);
    }
}
