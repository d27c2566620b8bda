package dev.tallyman.ui;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.jobs.Addition;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.ui.jobs.Waiting;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Starts nothing, so that what tests upload stays as it is; counts what it was told, and refuses to
 * start as often as it was told.
 */
public final class IdleJobs implements JobRunner {
    public final AtomicInteger uploads = new AtomicInteger();
    public final AtomicInteger refusals = new AtomicInteger();
    private final RunRegister runs;

    public IdleJobs(RunRegister runs) {
        this.runs = runs;
    }

    @Override
    public RunRegister.Requested start(
            Run.Kind kind, Run.Trigger trigger, @Nullable String policy, @Nullable Integer workers) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new Unavailable("The volume is full.");
        }
        return runs.request(kind, trigger, policy, workers);
    }

    @Override
    public void uploaded() {
        uploads.incrementAndGet();
    }

    @Override
    public void cancel(Run run) {
        throw new Unavailable("Nothing runs here.");
    }

    @Override
    public Tail log(Run run, long offset) {
        return new Tail(ByteBuffer.allocate(0), offset, true);
    }

    @Override
    public Optional<Waiting> waiting(Run run) {
        return Optional.empty();
    }

    @Override
    public List<ScheduleState> schedules() {
        return List.of();
    }

    @Override
    public void pause(Run.Kind kind) {}

    @Override
    public void resume(Run.Kind kind) {}

    @Override
    public Watch watch(Runnable changed) {
        return () -> {};
    }

    @Override
    public List<Addition> additions() {
        return List.of();
    }

    @Override
    public Optional<Waiting> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
