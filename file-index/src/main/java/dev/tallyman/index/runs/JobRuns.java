package dev.tallyman.index.runs;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** RunRegister as the Jobs of a cluster, which somebody else may have made: found by their names. */
public final class JobRuns {
    private final Volume volume;
    private final Database database;
    private final InstantSource clock;

    public JobRuns(Volume volume, Database database, InstantSource clock) {
        this.volume = volume;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes the row of a Job that the schedule or a person began, so that it is seen even when its
     * program never starts. One that is there stays as it is, and gives up its name where it ended
     * before this Job was: people use names again.
     *
     * @param created when the Job was, at the earliest
     */
    public void expect(Run.Kind kind, Run.Trigger trigger, String job, Instant created) {
        Optional<Run> known = named(job);
        boolean older = known.map(Run::ended).filter(created::isAfter).isPresent();
        if (known.isPresent() && !older) {
            return;
        }
        database.write(session -> {
            session.update("UPDATE run SET name = NULL WHERE name = ? AND ended < ?", job, created);
            int made = session.update("""
                                    INSERT INTO run (kind, number, state, trigger, name, job, requested)
                                    SELECT ?1, 1 + coalesce(max(number), 0), 'pending', ?2, ?3, ?3, ?4
                                      FROM run WHERE kind = ?1
                                        ON CONFLICT DO NOTHING
                                    """, kind.label(), trigger.label(), job, clock.instant());
            return made == 0 ? 0 : Requests.count(session, kind == Run.Kind.SWEEP);
        });
    }

    /** The run of the Job of that name. */
    public Optional<Run> named(String job) {
        return database.read(
                session -> session.one("SELECT " + RunMapper.COLUMNS + " FROM run WHERE name = ?", RunMapper::of, job));
    }

    /** The runs that are pending or running. */
    public List<Run> open() {
        return database.read(session -> session.list(
                "SELECT " + RunMapper.COLUMNS + " FROM run WHERE state IN ('pending', 'running')", RunMapper::of));
    }

    /** Says why a run failed whose process died: the cluster knows more than its absence. */
    public void explain(long run, int exit, String message) {
        database.write(session -> session.update("""
                                UPDATE run SET exit = ?, message = ?
                                 WHERE id = ? AND state = 'failed' AND exit = 137
                                """, exit, message, run));
    }

    /** The files that a run's process was reading when it last said so, at most three. */
    public List<String> reading(Run run) {
        return database.read(session -> {
            Optional<String> owner = session.one(
                    "SELECT owner FROM run WHERE id = ? AND owner IS NOT NULL", row -> row.getString(1), run.id());
            List<Long> files = owner.map(slot -> Slot.noted(volume, slot)).orElse(List.of());
            List<String> paths = new ArrayList<>();
            for (long file : files.subList(0, Math.min(3, files.size()))) {
                session.one(
                                "SELECT path FROM file WHERE id = ?",
                                row -> FilePath.of(row.getBytes(1)).text(),
                                file)
                        .ifPresent(paths::add);
            }
            return List.copyOf(paths);
        });
    }
}
