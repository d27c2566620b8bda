package dev.tallyman.index.queue;

import dev.tallyman.file.Identification;
import dev.tallyman.file.Risk;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.runs.RecordedCounts;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what reading a file again came to, inside one transaction. The file's arrival, run, times
 * and attempts stay those of its first verdict; a verdict that changed is kept beside the new one.
 *
 * @param attempts after which it is given up and the verdict stands
 */
record RevisionRecorder(Session session, int attempts, String rules, String detector) {
    /** A verdict as far as a change of it is one that people should know of. */
    private record Said(
            String category,
            @Nullable String mime,
            @Nullable String puid,
            @Nullable String format,
            boolean mismatch) {}

    private record Old(
            Said said, @Nullable String rules, @Nullable String detector, Set<Risk> dangers) {}

    RecordedCounts record(Outcome outcome) throws SQLException {
        Claim claim = outcome.claim();
        switch (outcome.verdict()) {
            case Outcome.Classified classified -> {
                // Other bytes lie there: they are new work, once a discovery has seen them.
                if (outcome.facts().equals(claim.facts())) {
                    return classified(outcome, classified);
                }
                StaleFiles.postpone(session, claim.file(), claim.owner());
            }
            case Outcome.Failed _ -> StaleFiles.failed(session, claim.file(), claim.owner(), attempts);
            case Outcome.Gone _ -> StaleFiles.postpone(session, claim.file(), claim.owner());
        }
        return RecordedCounts.NONE;
    }

    private RecordedCounts classified(Outcome outcome, Outcome.Classified verdict) throws SQLException {
        Claim claim = outcome.claim();
        Identification what = verdict.identification();
        List<Old> held = session.list(
                """
                SELECT category, mime, puid, format, mismatch, rules, detector, dangers
                  FROM file WHERE id = ? AND state = 'classified' AND owner = ?
                """,
                row -> new Old(
                        new Said(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5)),
                        row.getString(6),
                        row.getString(7),
                        Risk.split(row.getString(8))),
                claim.file(),
                claim.owner());
        if (held.isEmpty()) {
            return RecordedCounts.NONE;
        }
        Said now = new Said(what.category().label(), what.mime(), what.puid(), what.format(), what.mismatch());
        boolean revised = !now.equals(held.getFirst().said());
        // The bytes are the same: what describing found in them stays true.
        new VerdictColumns(session, rules, detector)
                .update(
                        claim,
                        verdict,
                        held.getFirst().dangers(),
                        "owner = NULL, suspected = 0 WHERE id = ?14",
                        claim.file());
        if (revised) {
            keep(outcome, held.getFirst(), now);
            describeAgain(claim.file());
        }
        return RecordedCounts.again(revised);
    }

    // Which reader describes a file follows from its type.
    private void describeAgain(long file) throws SQLException {
        session.update("""
                UPDATE file SET description = NULL, description_owner = NULL, description_attempts = 0,
                       description_suspected = 0, description_stale = NULL
                 WHERE id = ?
                """, file);
    }

    // Live pages hear of it as of a change of state.
    private void keep(Outcome outcome, Old old, Said now) throws SQLException {
        Said was = old.said();
        session.update(
                """
                INSERT INTO revision (file, run, at, old_category, old_mime, old_puid, old_format, old_mismatch, old_rules,
                       old_detector, category, mime, puid, format, mismatch, rules, detector)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                outcome.claim().file(),
                outcome.claim().run(),
                outcome.done(),
                was.category(),
                was.mime(),
                was.puid(),
                was.format(),
                was.mismatch(),
                old.rules(),
                old.detector(),
                now.category(),
                now.mime(),
                now.puid(),
                now.format(),
                now.mismatch(),
                rules,
                detector);
        session.update(
                "INSERT INTO change (file, at) VALUES (?, ?)", outcome.claim().file(), outcome.done());
        session.update("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change) - 10000");
    }
}
