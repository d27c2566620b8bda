package dev.tallyman.ui.jobs.local;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.ui.jobs.FollowUp;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.LogFile;
import dev.tallyman.ui.jobs.RunOutcome;
import dev.tallyman.ui.jobs.RunPlan;
import dev.tallyman.ui.jobs.StopReason;
import dev.tallyman.volume.IntakeException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The child processes that live, one of each kind at a time and no more at once than there is memory
 * for, each attended until its end.
 */
final class ProcessTable implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ProcessTable.class.getName());
    private static final Duration KILL_AFTER = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final Index index;
    private final RunRegister runs;
    private final InstalledPrograms programs;
    private final Supplier<RunPlan> plan;
    private final FollowUp followUp;
    private final Map<Run.Kind, Attended> alive = new EnumMap<>(Run.Kind.class);
    private boolean closed;

    private record Attended(ChildProcess child, CountDownLatch gone) {}

    ProcessTable(Index index, InstalledPrograms programs, Supplier<RunPlan> plan, FollowUp followUp) {
        this.index = index;
        this.runs = index.runs();
        this.programs = programs;
        this.plan = plan;
        this.followUp = followUp;
    }

    /** Starts the child of the pending run of this kind, unless it has to wait for others to end. */
    synchronized void takeUp(Run.Kind kind) {
        if (closed || alive.containsKey(kind) || alive.size() >= programs.atOnce()) {
            return;
        }
        // Not the newest: one that somebody began by hand may have come and gone since.
        index.jobRuns().open().stream()
                .filter(run -> run.kind() == kind && run.status() == Run.Status.PENDING)
                .findFirst()
                .ifPresent(this::launch);
    }

    private void launch(Run run) {
        try {
            ChildProcess child = ChildProcess.start(
                    run, programs.command(run.kind()), index.volume().log(run.id()));
            Attended attended = new Attended(child, new CountDownLatch(1));
            alive.put(run.kind(), attended);
            Thread.ofVirtual().start(() -> attend(attended));
        } catch (IOException | JobRunner.Unavailable e) {
            LOG.log(Level.ERROR, "cannot start " + run.name(), e);
            runs.end(run.id(), Run.Status.FAILED, 1, "Its process could not be started: " + e.getMessage());
        }
    }

    private void attend(Attended attended) {
        ChildProcess child = attended.child();
        try {
            Duration deadline = plan.get().deadline(child.run().kind());
            if (!child.endsWithin(deadline)) {
                runs.end(child.run().id(), Run.Status.FAILED, 143, RunOutcome.tooLong(deadline));
                child.end(StopReason.DEADLINE, KILL_AFTER);
            }
            conclude(child, child.exit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IntakeException e) {
            LOG.log(Level.ERROR, "cannot record the end of " + child.run().name(), e);
        } finally {
            forget(child.run().kind());
            attended.gone().countDown();
        }
    }

    private void conclude(ChildProcess child, int exit) {
        long id = child.run().id();
        String logEnd = new LogFile(index.volume().log(id)).end();
        RunOutcome outcome = RunOutcome.of(exit, child.stopped(), logEnd);
        runs.end(id, outcome.status(), exit, outcome.words());
        // Whoever looks at the dead process's slot first says no more than that it died.
        index.jobRuns().explain(id, exit, outcome.words());
        if (child.stopped() == StopReason.DEADLINE) {
            followUp.outOfTime(
                    String.valueOf(child.run().name()),
                    plan.get().deadline(child.run().kind()));
        }
        runs.find(id).ifPresent(run -> followUp.ended(run, exit, child.stopped()));
    }

    private void forget(Run.Kind kind) {
        synchronized (this) {
            alive.remove(kind);
        }
        // The others first, or a kind that is always wanted would leave them no turn.
        Stream.of(Run.Kind.values()).filter(other -> other != kind).forEach(other -> Agenda.guard(() -> takeUp(other)));
        Agenda.guard(() -> takeUp(kind));
    }

    /** The run that another one of this server waits for, where they take turns. */
    synchronized Optional<Run> before(Run run) {
        return alive.values().stream()
                .map(attended -> attended.child().run())
                .filter(other -> other.kind() != run.kind() && alive.size() >= programs.atOnce())
                .findFirst();
    }

    /** True while the run's child lives, and until its end is recorded. */
    boolean has(Run run) {
        return child(run) != null;
    }

    private synchronized @Nullable ChildProcess child(Run run) {
        Attended attended = alive.get(run.kind());
        return attended != null && attended.child().run().id() == run.id() ? attended.child() : null;
    }

    /**
     * Stops the run's child, or keeps it from being started; false for a run of another program's.
     * One that has ended meanwhile stays as it is.
     */
    boolean cancel(Run run) {
        ChildProcess child;
        synchronized (this) {
            child = child(run);
            if (child == null) {
                return withdraw(run);
            }
        }
        runs.end(run.id(), Run.Status.CANCELLED, 143, RunOutcome.CANCELLED);
        child.ask(StopReason.CANCELLED);
        Thread.ofVirtual().start(() -> endByForce(child));
        return true;
    }

    // Nothing is started meanwhile: this has the lock.
    private boolean withdraw(Run run) {
        Run.Status now = runs.find(run.id()).orElse(run).status();
        if (now == Run.Status.PENDING) {
            runs.end(run.id(), Run.Status.CANCELLED, 143, "Cancelled before it began");
        }
        return now != Run.Status.RUNNING;
    }

    private static void endByForce(ChildProcess child) {
        try {
            child.end(StopReason.CANCELLED, KILL_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves no process behind. */
    @Override
    public void close() {
        List<Attended> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(alive.values());
        }
        last.forEach(attended -> attended.child().ask(StopReason.SHUTDOWN));
        long until = System.nanoTime() + SHUTDOWN.toNanos();
        try {
            for (Attended attended : last) {
                long left = Math.max(0, until - System.nanoTime());
                attended.child().end(StopReason.SHUTDOWN, Duration.ofNanos(left));
                attended.gone().await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
