package dev.tallyman.processor.sweep;

import dev.tallyman.identification.Identifier;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.queue.Queue;
import dev.tallyman.index.queue.RulesChange;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.program.StopSignal;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.IntakeException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Discovers, claims, classifies and records until nothing is left. One thread claims, the workers
 * reads, one thread records; other sweeps may do the same beside it.
 */
final class Sweep {
    private static final long POLL_MILLIS = 200;
    private static final long JOIN_MILLIS = 2_000;

    private final ProgramRun task;
    private final Rules rules;
    private final Settings settings;
    private final Queue queue;
    private final ClaimQueue claims = new ClaimQueue();
    private final Recorder recorder;
    private final Progress progress;
    private final VolumeComparison comparison;
    private final Workers workers;
    private final LargeFiles largeFiles;
    private final DescribingWorkers describers;
    private final Refresh refresh;
    private final Claiming claiming;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /**
     * How this one is done.
     *
     * @param noWait gives up where another sweep discovers
     * @param acceptMissing files that may be gone from the disk
     */
    record Settings(Policy policy, int workers, boolean noWait, long acceptMissing) {}

    Sweep(ProgramRun task, Rules rules, Settings settings, Identifier identifier, InstantSource clock) {
        this.task = task;
        this.rules = rules;
        this.settings = settings;
        this.queue = task.index().queue();
        String detector = identifier.detector();
        this.recorder = new Recorder(queue, rules.claims().attempts(), rules.version(), detector);
        this.refresh = new Refresh(task, detector, rules.parsers().refresh());
        this.progress = new Progress(task, clock);
        this.comparison = new VolumeComparison(task, rules, settings.acceptMissing(), progress, this::fail);
        this.largeFiles = new LargeFiles(
                queue.claimer(
                        task.slot(),
                        task.run(),
                        settings.policy(),
                        rules.scheduling().ageing()),
                settings.workers());
        this.describers = new DescribingWorkers(task, rules, settings.workers(), identifier);
        this.claiming = new Claiming(task, rules.claims(), largeFiles, refresh, recorder, claims);
        var outcomes = new OutcomeLog(task.log(), rules.claims().attempts());
        this.workers = new Workers(
                new Workers.Pace(settings.workers(), rules.parsers().time(), clock),
                claims,
                task.slot(),
                // Before the file is noted as open: a process that dies while it loads dies of no file.
                claim -> new Reading(task.index().volume(), identifier.loaded(), rules, task.stop(), task.log(), claim),
                new Workers.Results(
                        recorder,
                        outcome -> {
                            largeFiles.end(outcome.claim());
                            outcomes.done(outcome);
                        },
                        this::fail));
    }

    /** Runs it to its end. The exit code. */
    int run() throws InterruptedException {
        if (settings.noWait() && task.index().discovery().isRunning()) {
            return busy();
        }
        begin();
        Thread recording = SweepThread.start("recorder", recorder::run, this::fail);
        Thread ticking = SweepThread.start("progress", this::tick, this::fail);
        workers.start();
        boolean busy = false;
        try {
            busy = !sweep();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        task.stop().ask();
        claims.end();
        workers.join(JOIN_MILLIS);
        describers.end();
        recorder.end();
        recording.join(JOIN_MILLIS);
        ticking.join(JOIN_MILLIS);
        return busy ? busy() : end();
    }

    private int busy() {
        queue.handBack(task.slot(), Map.of());
        return task.end(Run.Status.DONE, 4, "Another sweep is discovering; this one was told not to wait");
    }

    private void begin() {
        Run run = task.run();
        task.index().runs().setUp(run.id(), settings.policy().label(), settings.workers());
        task.log()
                .say(
                        task.who(),
                        "Sweep "
                                + run.number()
                                + ", started by "
                                + run.trigger().label()
                                + "; policy "
                                + settings.policy().label()
                                + ", "
                                + Words.count(settings.workers(), "worker", "workers")
                                + ", rules "
                                + rules.version());
        RulesChange.Result change = queue.adopt(
                rules.version(),
                rules::rank,
                rules.categories().extensions(),
                rules.categories().types());
        if (change.received() > 0) {
            task.log()
                    .note(
                            task.who(),
                            "The rules changed: " + Words.files(change.received()) + " to be classified again");
        }
        recover();
        refresh.begin();
        describers.begin();
    }

    private boolean recover() {
        task.index().runs().reap();
        int taken = queue.recover(rules.claims().attempts());
        if (taken > 0) {
            task.log().note(task.who(), "Took back " + Words.files(taken) + " from a dead sweep");
        }
        return taken > 0;
    }

    // False when another sweep discovers and nobody is to wait for that.
    private boolean sweep() throws InterruptedException {
        // With nothing to do at first, the order of the policy is to be that of all that is found.
        boolean patient = true;
        while (!task.stop().isAsked()) {
            boolean looking = patient && comparison.isRunning(POLL_MILLIS);
            if (!looking && claiming.newWork()) {
                patient = false;
                describers.pause();
            } else if (!comparison.isRunning(1) && task.index().discovery().isWanted()) {
                // Also while a large file is read: what has come is not to wait for its end.
                if (!compare()) {
                    return false;
                }
            } else if (!comparison.isRunning(POLL_MILLIS) && claiming.staleFiles()) {
                patient = false;
            } else if (recorder.awaitNoneOut(POLL_MILLIS)
                    && !comparison.isRunning(POLL_MILLIS)
                    && !recover()
                    // A comparison that has just ended kept them waiting.
                    && !claiming.staleFiles()
                    && !describers.work(POLL_MILLIS)
                    && finish()) {
                return true;
            }
        }
        return true;
    }

    private boolean compare() throws InterruptedException {
        comparison.start();
        if (!comparison.isRunning(POLL_MILLIS) && comparison.isBusyElsewhere()) {
            task.stop().pause(settings.noWait() ? 0 : POLL_MILLIS);
            return !settings.noWait();
        }
        return true;
    }

    private boolean finish() {
        progress.save();
        return queue.endIfNothingLeft(task.run(), progress.outcome());
    }

    private int end() {
        Throwable failed = failure.get();
        if (failed != null || task.stop().isSignalled()) {
            handBack();
        }
        switch (failed) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failed);
        }
        if (task.stop().isSignalled()) {
            return task.end(Run.Status.CANCELLED, StopSignal.EXIT, progress.stopped());
        }
        task.log().say(task.who(), progress.outcome());
        return 0;
    }

    private void handBack() {
        try {
            progress.save();
            queue.handBack(task.slot(), workers.unfinished());
        } catch (IntakeException e) {
            task.log()
                    .say(
                            task.who(),
                            "What was claimed could not be handed back; the next sweep takes it: " + e.getMessage());
        }
    }

    private void tick() throws InterruptedException {
        while (!task.stop().isAsked()) {
            task.stop().pause(1_000);
            workers.watch();
            if (!task.stop().isAsked()) {
                progress.tick(workers, describers);
            }
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        task.stop().ask();
        claims.end();
        recorder.end();
    }
}
