package dev.tallyman.index.queue;

import dev.tallyman.file.State;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.repair.Difference;
import dev.tallyman.index.repair.RowRepair;
import dev.tallyman.index.runs.RecordedCounts;
import dev.tallyman.volume.Places;
import java.sql.SQLException;
import java.util.Set;

/**
 * Writes what became of claims to their rows, inside one transaction. Each statement is guarded by
 * the claim: whoever lost it writes nothing.
 *
 * @param attempts the failures after which a file needs people
 */
record VerdictRecorder(Places places, Session session, int attempts, String rules, String detector) {
    /** What it came to: one outcome in one of the counts, or in none. */
    RecordedCounts record(Outcome outcome) throws SQLException {
        if (outcome.claim().again()) {
            return new RevisionRecorder(session, attempts, rules, detector).record(outcome);
        }
        return switch (outcome.verdict()) {
            case Outcome.Classified classified -> {
                int rows = classified(outcome, classified);
                yield new RecordedCounts(rows, 0, 0, rows * outcome.facts().size());
            }
            case Outcome.Failed failed -> {
                boolean last = outcome.claim().attempt() >= attempts;
                int rows = failed(outcome, failed, last);
                yield last ? new RecordedCounts(0, 0, rows, 0) : new RecordedCounts(0, rows, 0, 0);
            }
            case Outcome.Gone _ -> {
                gone(outcome);
                yield RecordedCounts.NONE;
            }
        };
    }

    private int classified(Outcome outcome, Outcome.Classified verdict) throws SQLException {
        Claim claim = outcome.claim();
        return new VerdictColumns(session, rules, detector)
                .update(
                        claim,
                        verdict,
                        Set.of(),
                        """
                        state = 'classified', state_since = ?14, done = ?14, started = ?15, worker = ?16, owner = NULL,
                        attempts = ?17, suspected = 0, size = ?18, mtime_ns = ?19, inode = ?20, ctime_ns = ?21, error = NULL,
                        metadata = CASE WHEN sha256 IS ?1 THEN metadata END, dangers = '', description = NULL,
                        description_owner = NULL, description_attempts = 0, description_suspected = 0,
                        description_error = NULL, description_stale = NULL, released = CASE WHEN sha256 IS ?1 THEN released END
                         WHERE id = ?22 AND state = 'claimed' AND owner = ?23
                        """,
                        outcome.done(),
                        outcome.started(),
                        outcome.worker(),
                        claim.attempt(),
                        outcome.facts().size(),
                        outcome.facts().mtimeNanos(),
                        outcome.facts().inode(),
                        verdict.changedNanos(),
                        claim.file(),
                        claim.owner());
    }

    private int failed(Outcome outcome, Outcome.Failed verdict, boolean last) throws SQLException {
        Claim claim = outcome.claim();
        return session.update(
                """
                UPDATE file SET state = ?1, state_since = ?2, done = ?2, started = ?3, worker = ?4, owner = NULL,
                       attempts = ?5, suspected = 0, error = ?6, rules = ?7, category = ?8
                 WHERE id = ?9 AND state = 'claimed' AND owner = ?10
                """,
                last ? State.QUARANTINED : State.FAILED,
                outcome.done(),
                outcome.started(),
                outcome.worker(),
                claim.attempt(),
                verdict.reason(),
                rules,
                last ? "unknown" : "",
                claim.file(),
                claim.owner());
    }

    // What its reader did not find lies in the trash, or is back, or is missing.
    private void gone(Outcome outcome) throws SQLException {
        long file = outcome.claim().file();
        int given = session.update(
                "UPDATE file SET state = 'received', state_since = ?, owner = NULL WHERE id = ? AND state = 'claimed' AND owner = ?",
                outcome.done(),
                file,
                outcome.claim().owner());
        if (given == 1) {
            new RowRepair(places, session, _ -> 0, outcome.done()).apply(new Difference.Absent(file));
        }
    }
}
