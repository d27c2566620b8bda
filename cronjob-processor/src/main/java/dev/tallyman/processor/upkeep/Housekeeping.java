package dev.tallyman.processor.upkeep;

import dev.tallyman.index.Index;
import dev.tallyman.index.database.Backups;
import dev.tallyman.index.people.EventArchive;
import dev.tallyman.index.repair.Fixity;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.program.StopSignal;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Upkeep;
import dev.tallyman.volume.Volume;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The nightly work: purge, rotate, prove and back up, check fixity. What frees space comes first.
 * Each task stands alone: what one could not do is told at the end and stops no other.
 */
final class Housekeeping {
    /** Read again each night: minutes of a slow disk. */
    private static final long FIXITY_BYTES = 10_000_000_000L;

    /** What could not be done is named up to here; the log has all of it. */
    private static final int NAMED = 10;

    private final ProgramRun task;
    private final Index index;
    private final Rules rules;
    private final InstantSource clock;
    private final List<String> done = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    Housekeeping(ProgramRun task, Rules rules, InstantSource clock) {
        this.task = task;
        this.index = task.index();
        this.rules = rules;
        this.clock = clock;
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    int run() throws InterruptedException {
        task.log()
                .say(
                        task.who(),
                        "Housekeeping "
                                + task.run().number()
                                + ", started by "
                                + task.run().trigger().label()
                                + "; rules "
                                + rules.version());
        Upkeep upkeep = new Upkeep(index.volume());
        step("Purging", this::purge);
        step("Expired uploads", this::expire);
        step("Uploads", () -> removed("unfinished upload", uploads(upkeep, rules, clock)));
        step("Reports", () -> removed("report", upkeep.reports(rules.retention().reports())));
        step("Logs", () -> removed("log", upkeep.logs(ago(rules.retention().logs()), this::isLive)));
        step("Taking back", this::recover);
        step("The reserve", index.reserve()::takeBack);
        step("Events", this::events);
        step("The backup", this::backUp);
        step("Fixity", this::fixity);
        step("The index’s log", index.file()::rest);
        step("What is not ours", () -> strangers(upkeep));
        return end();
    }

    private int end() {
        if (task.stop().isSignalled()) {
            return task.end(Run.Status.CANCELLED, StopSignal.EXIT, "Stopped by a signal");
        }
        if (!failed.isEmpty()) {
            int more = failed.size() - NAMED;
            String named = String.join("; ", failed.subList(0, Math.min(NAMED, failed.size())))
                    + (more > 0 ? "; and " + more + " more, see the log" : "");
            return task.end(Run.Status.FAILED, 1, "The rest is done, but this could not be: " + named);
        }
        return task.end(Run.Status.DONE, 0, done.isEmpty() ? "Nothing to do" : String.join("; ", done));
    }

    private void step(String name, Step step) throws InterruptedException {
        if (task.stop().isAsked()) {
            return;
        }
        try {
            step.run();
        } catch (IntakeException e) {
            failed(name + ": " + e.getMessage());
        } catch (RuntimeException e) {
            task.log().trace(task.who(), name + " failed unexpectedly", e);
            failed(name + ": " + e);
        }
    }

    private void failed(String what) {
        failed.add(what);
        task.log().say(task.who(), what);
    }

    private void did(String what) {
        done.add(done.isEmpty() ? what : what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1));
        task.log().say(task.who(), what);
    }

    private Instant ago(Duration time) {
        return clock.instant().minus(time);
    }

    private void purge() {
        int purged = index.trash().purgeBefore(ago(rules.retention().trash()));
        if (purged > 0) {
            did("Purged " + Words.files(purged));
        }
    }

    private void expire() {
        int expired = index.unfinished().expire();
        if (expired > 0) {
            did("Removed " + Words.files(expired) + " that nobody went on sending");
        }
    }

    private static Upkeep.Removed uploads(Upkeep upkeep, Rules rules, InstantSource clock) throws InterruptedException {
        return upkeep.uploads(clock.instant().minus(rules.retention().uploads()));
    }

    /** Frees what can be freed without an index: a volume may be too full to open it. */
    static long free(Volume volume, Rules rules, InstantSource clock) throws InterruptedException {
        Upkeep upkeep = new Upkeep(volume);
        return uploads(upkeep, rules, clock).count()
                + upkeep.reports(rules.retention().reports()).count();
    }

    private boolean isLive(long run) {
        return index.runs().find(run).filter(one -> !one.status().ended()).isPresent();
    }

    private void removed(String noun, Upkeep.Removed removed) {
        if (removed.count() > 0) {
            did("Removed " + Words.count(removed.count(), noun, noun + "s") + ", " + Words.size(removed.bytes()));
        }
        removed.failed().forEach(this::failed);
    }

    private void strangers(Upkeep upkeep) {
        List<String> strangers = upkeep.strangers();
        if (!strangers.isEmpty()) {
            did("Left alone what is not Tallyman’s: " + String.join(", ", strangers));
        }
    }

    private void recover() {
        index.runs().reap();
        int taken = index.queue().recover(rules.claims().attempts());
        if (taken > 0) {
            did("Took back " + Words.files(taken) + " from a dead sweep");
        }
    }

    private void events() {
        EventArchive.Kept kept = index.eventFiles().keep(rules.retention().events());
        kept.file()
                .ifPresent(file -> did("Wrote " + Words.count(kept.events(), "event", "events") + " to logs/" + file
                        + ", which ends with " + kept.head()));
        if (kept.forgotten() > 0) {
            did("Left " + Words.count(kept.forgotten(), "old event", "old events") + " to files");
        }
    }

    private void backUp() {
        Backups.Backup backup = index.backUp(rules.retention().backups());
        did("Backed the index up, " + Words.size(backup.bytes()));
    }

    private void fixity() {
        Fixity.Checked checked = index.fixity().check(FIXITY_BYTES, task.stop()::isAsked);
        if (checked.files() > 0) {
            did("Read "
                    + Words.files(checked.files())
                    + " again, "
                    + Words.size(checked.bytes())
                    + ": "
                    + (checked.broken().isEmpty()
                            ? "all hold what they held"
                            : checked.broken().size() == 1
                                    ? "1 needs you"
                                    : checked.broken().size() + " need you"));
        }
        checked.broken()
                .forEach(path ->
                        task.log().say(task.who(), path + ": its bytes changed though its size and time" + " did not"));
    }
}
