package dev.tallyman.ui.jobs.local;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.rules.Schedule;
import dev.tallyman.ui.jobs.Addition;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.ui.jobs.FollowUp;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.LogFile;
import dev.tallyman.ui.jobs.RunPlan;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.ui.jobs.SweepRequests;
import dev.tallyman.ui.jobs.Waiting;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the programs as child processes and follows the schedules of the rules. Whatever a child
 * does, this process only reads its exit code.
 */
public final class LocalRunner implements JobRunner {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Index index;
    private final RunRegister runs;
    private final Supplier<RunPlan> plan;
    private final InstantSource clock;
    private final Agenda agenda = new Agenda("runs");
    private final Timetable timetable = new Timetable();
    private final SweepRequests uploads;
    private final ProcessTable children;

    private LocalRunner(Index index, InstalledPrograms programs, Supplier<RunPlan> plan, InstantSource clock) {
        this.index = index;
        this.runs = index.runs();
        this.plan = plan;
        this.clock = clock;
        this.uploads = new SweepRequests(index.catalog(), agenda, this);
        FollowUp followUp = new FollowUp(index, plan, clock, agenda, this);
        this.children = new ProcessTable(index, programs, plan, followUp);
    }

    /**
     * Begins: ends what died while nobody looked, takes up what was asked for, and follows the
     * schedules.
     */
    public static LocalRunner open(
            Index index, InstalledPrograms programs, Supplier<RunPlan> plan, InstantSource clock) {
        LocalRunner runner = new LocalRunner(index, programs, plan, clock);
        runner.runs.reap();
        for (Run.Kind kind : Run.Kind.values()) {
            runner.children.takeUp(kind);
        }
        runner.uploaded();
        runner.agenda.every(TICK, runner::look);
        return runner;
    }

    @Override
    public RunRegister.Requested start(
            Run.Kind kind, Run.Trigger trigger, @Nullable String policy, @Nullable Integer workers) {
        RunRegister.Requested requested = runs.request(kind, trigger, policy, workers);
        children.takeUp(kind);
        Run run = runs.find(requested.run().id()).orElse(requested.run());
        boolean neverBegan = run.status() == Run.Status.FAILED && run.started() == null;
        if (requested.created() && neverBegan && !children.has(run)) {
            throw new Unavailable(String.valueOf(run.message()));
        }
        return new RunRegister.Requested(run, requested.created());
    }

    @Override
    public void uploaded() {
        uploads.tell();
    }

    /** Looks at the clock now. */
    void tick() {
        agenda.now(this::look);
    }

    private void look() {
        runs.reap();
        for (Run.Kind kind : timetable.due(plan.get().schedules(), clock.instant())) {
            if (!index.pauses().paused(kind)) {
                Agenda.guard(() -> start(kind, Run.Trigger.SCHEDULE, null, null));
            }
        }
    }

    @Override
    public void cancel(Run run) {
        if (!children.cancel(run)) {
            throw new Unavailable("This run was not started by this server. Stop it where it was started.");
        }
    }

    @Override
    public Tail log(Run run, long offset) {
        // In this order: what a run wrote before its end is there when the end is seen.
        boolean ended =
                !children.has(run) && runs.find(run.id()).orElse(run).status().ended();
        ByteBuffer bytes = new LogFile(index.volume().log(run.id())).from(offset);
        return new Tail(bytes, offset + bytes.remaining(), ended);
    }

    @Override
    public Optional<Waiting> waiting(Run run) {
        if (run.status() != Run.Status.PENDING) {
            return Optional.empty();
        }
        Waiting starting = new Waiting("starting", "Its process is being started.");
        return Optional.of(children.before(run).map(LocalRunner::turn).orElse(starting));
    }

    private static Waiting turn(Run other) {
        return new Waiting(
                "memory",
                "It begins when " + other.name() + " has ended: the memory here is enough for one run at a time.");
    }

    @Override
    public List<ScheduleState> schedules() {
        Instant now = clock.instant();
        return plan.get().schedules().entrySet().stream()
                .map(entry -> schedule(entry.getKey(), entry.getValue(), now))
                .sorted(Comparator.comparing(ScheduleState::kind))
                .toList();
    }

    private ScheduleState schedule(Run.Kind kind, Schedule schedule, Instant now) {
        boolean paused = index.pauses().paused(kind);
        return new ScheduleState(
                kind,
                schedule.cron(),
                schedule.zone().getId(),
                paused ? null : schedule.next(now).orElse(null),
                paused,
                runs.list(kind, Long.MAX_VALUE, ScheduleState.RUNS),
                null);
    }

    @Override
    public void pause(Run.Kind kind) {
        index.pauses().pause(kind);
    }

    @Override
    public void resume(Run.Kind kind) {
        index.pauses().resume(kind);
    }

    // Rows tell everything here.
    @Override
    public Watch watch(Runnable changed) {
        return () -> {};
    }

    @Override
    public Optional<Waiting> trouble() {
        return Optional.empty();
    }

    @Override
    public List<Addition> additions() {
        return List.of();
    }

    @Override
    public void close() {
        agenda.close();
        children.close();
    }
}
