package dev.tallyman.index.queue;

import dev.tallyman.file.Category;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.repair.Disappearance;
import dev.tallyman.index.runs.RecordedCounts;
import dev.tallyman.index.runs.Requests;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The files that wait, and what sweeps do with them: claim, record, hand back, take back from the
 * dead, end.
 */
public final class Queue {
    /** What a sweep may claim that began at the first argument: what failed in it waits. */
    static final String CLAIMABLE = "state IN ('received', 'failed') AND (state = 'received' OR done < ?1)";

    private static final String ANY_ASKED =
            "SELECT EXISTS (SELECT 1 FROM file WHERE stale = 2 AND state = 'classified' AND owner IS NULL)";

    private static final String ANY_CLAIMABLE =
            "SELECT EXISTS (SELECT 1 FROM file INDEXED BY file_queue_arrived WHERE " + CLAIMABLE + ")";

    private final Volume volume;
    private final Places places;
    private final Database database;
    private final InstantSource clock;
    private final RunRegister runs;

    public Queue(Volume volume, Places places, Database database, InstantSource clock, RunRegister runs) {
        this.volume = volume;
        this.places = places;
        this.database = database;
        this.clock = clock;
        this.runs = runs;
    }

    /**
     * Claims for one sweep.
     *
     * @param ageing the waiting time that is worth one rank, for {@link Policy#PRIORITY}
     */
    public Claimer claimer(Slot slot, Run run, Policy policy, Duration ageing) {
        return new Claimer(database, clock, slot, run, policy, ageing);
    }

    /** The files whose verdicts grew old, for one sweep. */
    public StaleFiles stale(Slot slot, Run run) {
        return new StaleFiles(database, slot, run);
    }

    /**
     * Records what became of claims, and adds it to the counts of their runs, in one transaction.
     *
     * @param attempts the failures after which a file needs people
     */
    public RecordedCounts record(List<Outcome> outcomes, int attempts, String rules, String detector) {
        return database.write(session -> {
            Map<Long, RecordedCounts> runs = new HashMap<>();
            if (outcomes.stream().anyMatch(one -> one.verdict() instanceof Outcome.Gone)) {
                new Disappearance(volume.files(), 0).refuseAnother(session);
            }
            var verdicts = new VerdictRecorder(places, session, attempts, rules, detector);
            for (Outcome outcome : outcomes) {
                RecordedCounts one = verdicts.record(outcome);
                runs.merge(outcome.claim().run(), one, RecordedCounts::plus);
            }
            for (Map.Entry<Long, RecordedCounts> run : runs.entrySet()) {
                RunRegister.add(session, run.getKey(), run.getValue());
            }
            return runs.values().stream().reduce(RecordedCounts.NONE, RecordedCounts::plus);
        });
    }

    /**
     * Gives back what is claimed and not recorded, uncharged: the process ends in peace. How many.
     *
     * @param open since when each file was being read that is not read to its end
     */
    public int handBack(Slot slot, Map<Long, Instant> open) {
        return database.write(session -> {
            for (Map.Entry<Long, Instant> file : open.entrySet()) {
                session.update(
                        "UPDATE file SET started = ? WHERE id = ? AND owner = ? AND state = 'claimed'",
                        file.getValue(),
                        file.getKey(),
                        slot.owner());
            }
            StaleFiles.release(session, slot.owner());
            return session.update("""
                            UPDATE file SET state = 'received', state_since = ?, owner = NULL
                             WHERE owner = ? AND state = 'claimed'
                            """, clock.instant(), slot.owner());
        });
    }

    /** How far the files are that take longer than a moment, by their ids. */
    public Map<Long, Slot.Reading> beingRead() {
        return Slot.told(volume);
    }

    /**
     * Takes back the claims of dead processes, see {@link Recovery}.
     *
     * @param attempts the failures after which a file needs people
     * @return how many files
     */
    public int recover(int attempts) {
        return new Recovery(volume, database, clock).run(attempts);
    }

    /**
     * Ends the run in the transaction that sees nothing left to claim and every request to look at
     * the volume served; false when there is more to do. Whoever asks later finds no living sweep
     * and starts one: nothing is stranded.
     */
    public boolean endIfNothingLeft(Run run, String message) {
        return database.write(session -> {
            if (Requests.unlooked(session)
                    || session.number(ANY_CLAIMABLE, run.since()) == 1
                    || session.number(ANY_ASKED) == 1) {
                return false;
            }
            runs.end(session, run.id(), Run.Status.DONE, 0, message);
            return true;
        });
    }

    /** True while there is something that the sweep may claim. */
    public boolean anyLeft(Run run) {
        return database.read(session -> session.number(ANY_CLAIMABLE, run.since()) == 1);
    }

    /**
     * Brings the files in line with rules that changed: ranks what waits, and lets files whose
     * category other overrides decide now wait again. Does nothing under rules it knows.
     */
    public RulesChange.Result adopt(
            String version,
            ToIntFunction<FilePath> rank,
            Map<String, Category> extensions,
            Map<String, Category> types) {
        return new RulesChange(database, clock, rank).adopt(version, RulesChange.Overrides.of(extensions, types));
    }

    /**
     * Has classified files identified again by the next sweep, whatever their verdict.
     *
     * @return how many of these that are
     */
    public int identifyAgain(List<Long> ids) {
        return database.write(session -> session.update("""
                UPDATE file SET stale = 2
                 WHERE state = 'classified' AND id IN (SELECT value FROM json_each(?))
                """, ids.toString()));
    }
}
