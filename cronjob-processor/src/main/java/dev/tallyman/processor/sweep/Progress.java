package dev.tallyman.processor.sweep;

import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.ReadingRate;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a sweep is: into the run's row every second, as a line on a terminal every second, and in
 * a log every few.
 */
final class Progress {
    private static final int LOG_EVERY = 5;

    private final ProgramRun task;
    private final InstantSource clock;
    private final long beganMillis;
    private volatile long compared;
    private volatile long seen;
    private long total = -1;
    private long waiting;
    private int ticks;

    Progress(ProgramRun task, InstantSource clock) {
        this.task = task;
        this.clock = clock;
        this.beganMillis = clock.millis();
    }

    /** Told of each file that is being read. */
    interface Watcher {
        void reads(int worker, Reading reading, long forMillis);
    }

    /** A comparison of the volume with the index has seen so many files. */
    void comparing(long files) {
        compared = files;
        seen = files;
    }

    /** It has ended. */
    void compared() {
        compared = 0;
    }

    // From the run's row, where they are added up as they are recorded: a run that goes on in
    // another process after a death says all that it did.
    private Run.Counts counts() {
        return task.index().runs().find(task.run().id()).orElseThrow().counts();
    }

    /** Files with an outcome, in words. */
    String outcome() {
        Run.Counts counts = counts();
        List<String> parts = new ArrayList<>();
        if (counts.classified() > 0) {
            parts.add(Words.count(counts.classified()) + " classified");
        }
        if (counts.failed() > 0) {
            parts.add(Words.count(counts.failed()) + " failed");
        }
        if (counts.quarantined() > 0) {
            parts.add(Words.count(counts.quarantined()) + (counts.quarantined() == 1 ? " needs you" : " need you"));
        }
        Run.Again again = again();
        if (again.reread() > 0) {
            parts.add(Words.count(again.reread()) + " identified again, " + Words.count(again.revised())
                    + (again.revised() == 1 ? " of them is" : " of them are") + " something else now");
        }
        return parts.isEmpty() ? "Nothing to do" : String.join(", ", parts);
    }

    private Run.Again again() {
        return task.index().history().again(task.run().id());
    }

    /** How far it came that was stopped, in words. */
    String stopped() {
        Run.Counts counts = counts();
        if (counts.files() > 0) {
            return "Stopped after " + Words.count(counts.files()) + " of "
                    + Words.files(Math.max(counts.total(), counts.files())) + ": " + outcome()
                    + ". The next sweep does the rest";
        }
        if (again().reread() > 0) {
            return "Stopped: " + outcome() + ". The next sweep does the rest";
        }
        return seen > 0
                ? "Stopped while it compared the volume with the index, after " + Words.files(seen)
                        + "; the next sweep begins again"
                : "Stopped before it read a file; the next sweep does all of it";
    }

    /** Writes how much there is to do into the run's row, where it changed. */
    synchronized Run.Counts save() {
        Run.Counts done = counts();
        Totals.Count backlog = task.index().catalog().totals().backlog();
        waiting = backlog.bytes();
        long all = done.files() + backlog.files();
        if (all != total) {
            task.index().runs().total(task.run().id(), all);
            total = all;
        }
        return done;
    }

    /** To be called every second. */
    void tick(Workers workers, DescribingWorkers describers) {
        Run.Counts counts = save();
        ticks++;
        boolean log = ticks % LOG_EVERY == 0;
        if (log) {
            workers.each(this::noteLong);
        }
        if (log || task.log().onTerminal()) {
            line(counts, describers.progress());
        }
    }

    private void noteLong(int worker, Reading reading, long forMillis) {
        long size = reading.claim().facts().size();
        if (forMillis > 2_000 && reading.hashed() < size) {
            task.log()
                    .note(
                            "worker " + (worker + 1),
                            reading.claim().path()
                                    + ": hashed "
                                    + Words.size(reading.hashed())
                                    + " of "
                                    + Words.size(size)
                                    + rate(reading.hashed(), forMillis));
        }
    }

    private static String rate(long bytes, long millis) {
        return bytes == 0 ? "" : ", " + Words.size(bytes * 1000 / millis) + "/s";
    }

    private void line(Run.Counts counts, @Nullable String describing) {
        if (describing != null && counts.files() == total) {
            task.log().progress(task.who(), describing);
            return;
        }
        if (total == 0 && again().reread() > 0) {
            task.log().progress(task.who(), outcome());
            return;
        }
        long millis = Math.max(1, clock.millis() - beganMillis);
        // The rate is this process's; one before it may have begun the run.
        Run.Counts before = task.run().counts();
        long files = counts.files() - before.files();
        long bytes = counts.bytes() - before.bytes();
        if (files == 0 && compared > 0) {
            task.log()
                    .progress(
                            task.who(),
                            "Compared "
                                    + Words.files(compared)
                                    + ", "
                                    + Words.count(compared * 1000 / millis)
                                    + " files/s");
            return;
        }
        task.log()
                .progress(
                        task.who(),
                        Words.count(counts.files())
                                + " of "
                                + Words.files(total)
                                + ", "
                                + Words.count(files * 1000 / millis)
                                + " files/s"
                                + rate(bytes, millis)
                                + (counts.failed() + counts.quarantined() == 0
                                        ? ""
                                        : ", " + Words.count(counts.failed() + counts.quarantined()) + " failed")
                                + left(
                                        total - counts.files(),
                                        new ReadingRate(files, bytes, Duration.ofMillis(millis))));
    }

    private String left(long files, ReadingRate rate) {
        return rate.left(files, waiting)
                .map(left -> ", about " + Words.duration(left) + " left")
                .orElse("");
    }
}
