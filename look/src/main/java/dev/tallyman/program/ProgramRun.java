package dev.tallyman.program;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;

/**
 * One run of a program on an open index: its row in the history, its slot, its log, and its end
 * whatever ends it.
 */
public final class ProgramRun {
    private final Index index;
    private final Slot slot;
    private final Run run;
    private final ProgramLog log;
    private final StopSignal stop;

    private ProgramRun(Index index, Slot slot, Run run, ProgramLog log, StopSignal stop) {
        this.index = index;
        this.slot = slot;
        this.run = run;
        this.log = log;
        this.stop = stop;
    }

    /** What the program does; it ends its run and gives back the exit code. */
    public interface Work {
        int run(ProgramRun task) throws InterruptedException;
    }

    /** Runs {@code work} as a run of this kind. What it throws ends the run first. */
    public static int run(Program program, Volume volume, Run.Kind kind, Run.Provenance provenance, Work work)
            throws InterruptedException {
        try (StopSignal stop = StopSignal.onSignals();
                Index index = Index.open(volume, program.clock());
                Slot slot = Slot.take(volume);
                ProgramLog log = new ProgramLog(program.err(), program.clock(), program.onTerminal())) {
            Run run = index.runs().start(kind, program.trigger(), program.runName(), slot, provenance);
            if (program.writesOwnLog()) {
                log.alsoTo(volume.log(run.id()));
            }
            return new ProgramRun(index, slot, run, log, stop).run(work);
        }
    }

    private int run(Work work) throws InterruptedException {
        try {
            return work.run(this);
        } catch (IntakeException e) {
            end(Run.Status.FAILED, 3, String.valueOf(e.getMessage()));
            return 3;
        } catch (RuntimeException | Error e) {
            end(Run.Status.FAILED, 1, "Failed unexpectedly: " + e);
            throw e;
        }
    }

    /** Ends the run; that it could not be recorded is said and no reason to fail again. */
    public int end(Run.Status status, int exit, String message) {
        log.say(who(), message);
        try {
            index.runs().end(run.id(), status, exit, message);
        } catch (IntakeException e) {
            log.say(who(), "The end of this run could not be recorded: " + e.getMessage());
        }
        return exit;
    }

    public Index index() {
        return index;
    }

    public Slot slot() {
        return slot;
    }

    public Run run() {
        return run;
    }

    public ProgramLog log() {
        return log;
    }

    public StopSignal stop() {
        return stop;
    }

    public String who() {
        return run.kind().label();
    }
}
