package dev.tallyman.ui.jobs;

import dev.tallyman.file.State;
import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a run asks for: another sweep after one that failed with work left, and a report
 * after one that changed something.
 */
public final class FollowUp {
    private static final int RETRIES = 8;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(1);
    private static final int WRONG_CONFIGURATION = 2;
    private static final int UNUSABLE_VOLUME = 3;

    private final Index index;
    private final Supplier<RunPlan> plan;
    private final InstantSource clock;
    private final Agenda agenda;
    private final JobRunner runner;
    private final AtomicInteger deaths = new AtomicInteger();
    private final AtomicBoolean reportAsked = new AtomicBoolean();

    public FollowUp(Index index, Supplier<RunPlan> plan, InstantSource clock, Agenda agenda, JobRunner runner) {
        this.index = index;
        this.plan = plan;
        this.clock = clock;
        this.agenda = agenda;
        this.runner = runner;
    }

    public void ended(Run run, int exit, @Nullable StopReason stopped) {
        switch (run.kind()) {
            case SWEEP -> sweepEnded(run, exit, stopped);
            case REPORT, HOUSEKEEPING, RESTORE -> {}
        }
    }

    /** A run was stopped at its deadline: charges the file that kept it. */
    public void outOfTime(String job, Duration deadline) {
        int _ = index.blame().outOfTime(job, deadline, plan.get().attempts(), RunOutcome.tooLong(deadline));
    }

    private void sweepEnded(Run run, int exit, @Nullable StopReason stopped) {
        if (exit == 0) {
            deaths.set(0);
            takeUpClaims(run);
        } else if ((stopped == null || stopped == StopReason.DEADLINE) && isWorkLeft(exit)) {
            retry(run);
        }
        Run.Counts counts = run.counts();
        if (counts.found() + counts.changed() + counts.missing() + counts.files() > 0) {
            askForReport(run.trigger());
        }
    }

    // One of several Pods of a sweep may have died after the others had ended.
    private void takeUpClaims(Run run) {
        if (index.catalog().totals().of(State.CLAIMED).files() > 0) {
            agenda.after(Duration.ofSeconds(1), () -> sweepAgain(run));
        }
    }

    /** Asks for a run once more whose Job never came to be. */
    public void again(Run run) {
        agenda.after(Duration.ZERO, () -> runner.start(run.kind(), run.trigger(), run.policy(), run.workers()));
    }

    // What a sweep had not found yet when the volume was full has no row.
    private boolean isWorkLeft(int exit) {
        return exit == UNUSABLE_VOLUME
                || (exit != WRONG_CONFIGURATION
                        && index.catalog().totals().backlog().files() > 0);
    }

    // 2, 4, 8 … seconds: long enough not to burn the machine, and quarantine ends it after three
    // deaths of one file.
    private void retry(Run failed) {
        int death = deaths.incrementAndGet();
        if (death <= RETRIES) {
            agenda.after(Duration.ofSeconds(1L << death), () -> sweepAgain(failed));
        }
    }

    // The volume may still be too full for the row of a run, or the API server gone.
    private void sweepAgain(Run last) {
        try {
            runner.start(Run.Kind.SWEEP, last.trigger(), null, null);
        } catch (JobRunner.Unavailable | IntakeException e) {
            retry(last);
            throw e;
        }
    }

    private void askForReport(Run.Trigger trigger) {
        Instant earliest = index.runs().list(Run.Kind.REPORT, Long.MAX_VALUE, ScheduleState.RUNS).stream()
                .filter(run -> run.status() == Run.Status.DONE && run.ended() != null)
                .findFirst()
                .map(run -> run.requested().plus(plan.get().reportInterval()))
                .orElse(Instant.MIN);
        Instant now = clock.instant();
        report(earliest.isAfter(now) ? Duration.between(now, earliest) : Duration.ZERO, trigger);
    }

    // Whoever asked for the sweep has asked for its report as well.
    private void report(Duration delay, Run.Trigger trigger) {
        if (reportAsked.compareAndSet(false, true)) {
            agenda.after(delay, () -> {
                reportAsked.set(false);
                try {
                    // One that runs already may have read the index before the sweep's end.
                    if (!runner.start(Run.Kind.REPORT, trigger, null, null).created()) {
                        report(atLeast(PAUSE), trigger);
                    }
                } catch (JobRunner.Unavailable | IntakeException e) {
                    report(atLeast(LONG_PAUSE), trigger);
                    throw e;
                }
            });
        }
    }

    private Duration atLeast(Duration pause) {
        Duration interval = plan.get().reportInterval();
        return interval.compareTo(pause) > 0 ? interval : pause;
    }
}
