package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.runs.JobRuns;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes away runs that will never begin as their Jobs are, and asks for them anew: a Job keeps the
 * template that it was made of, so the one of a broken image is stuck when Git is long mended. On
 * the agenda's thread, but for {@link #made}.
 */
final class JobReplacement {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LONGEST = 6;

    private final JobBacking backing;
    private final JobRuns jobRuns;
    private final JobRows rows;
    private final InstantSource clock;
    private final JobRunner runner;
    private final Map<Run.Kind, Integer> tries = new EnumMap<>(Run.Kind.class);

    JobReplacement(JobBacking backing, JobRuns jobRuns, JobRows rows, InstantSource clock, JobRunner runner) {
        this.backing = backing;
        this.jobRuns = jobRuns;
        this.rows = rows;
        this.clock = clock;
        this.runner = runner;
    }

    /** Takes a run away if it will never begin; false when it may, and serves who asks. */
    boolean made(Run run, CronJob present) {
        Optional<JobBacking.Stuck> stuck = backing.stuck(run, present);
        stuck.ifPresent(why -> take(run, why));
        return stuck.isPresent();
    }

    /** Looks whether one has been stuck for a minute. */
    void look() {
        for (Run run : jobRuns.open()) {
            if (run.status() != Run.Status.PENDING) {
                tries.remove(run.kind());
                continue;
            }
            backing.present(run)
                    .flatMap(present -> backing.stuck(run, present))
                    .filter(why -> isOver(run, why))
                    .ifPresent(why -> again(run, why));
        }
    }

    // The same Job again is worth a try, a registry may be back, but more and more rarely.
    private boolean isOver(Run run, JobBacking.Stuck why) {
        int times = why.outdated() ? 0 : Math.min(tries.getOrDefault(run.kind(), 0), LONGEST);
        Duration patience = PATIENCE.multipliedBy(1L << times);
        return clock.instant().isAfter(run.requested().plus(patience));
    }

    private void again(Run run, JobBacking.Stuck why) {
        take(run, why);
        tries.merge(run.kind(), 1, Integer::sum);
        var _ = runner.start(run.kind(), run.trigger(), run.policy(), run.workers());
    }

    private void take(Run run, JobBacking.Stuck why) {
        rows.delete(run, String.valueOf(backing.jobName(run)), why.words() + "; replaced");
    }
}
