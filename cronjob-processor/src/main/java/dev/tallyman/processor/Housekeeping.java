package dev.tallyman.processor;

import dev.tallyman.index.Backups;
import dev.tallyman.index.Fixity;
import dev.tallyman.index.Index;
import dev.tallyman.index.IndexException;
import dev.tallyman.index.Run;
import dev.tallyman.index.Upkeep;
import dev.tallyman.index.Volume;
import dev.tallyman.look.Words;
import dev.tallyman.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The nightly work: purge, rotate, prove and back up, check fixity. What frees space comes first,
 * and no step waits for another's success: a full volume needs this most.
 */
final class Housekeeping {
    /** Read again each night: minutes of a slow disk. */
    private static final long FIXITY_BYTES = 10_000_000_000L;

    private final Task task;
    private final Index index;
    private final Rules rules;
    private final InstantSource clock;
    private final List<String> done = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    Housekeeping(Task task, Rules rules, InstantSource clock) {
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
        step(this::purge);
        step(this::rotate);
        step(this::recover);
        step(index.reserve()::takeBack);
        step(this::backUp);
        step(this::fixity);
        if (task.stop().isSignalled()) {
            return task.end(Run.Status.CANCELLED, Stop.EXIT, "Stopped by a signal");
        }
        if (!failed.isEmpty()) {
            return task.end(Run.Status.FAILED, 3, String.join(" ", failed));
        }
        return task.end(
                Run.Status.DONE, 0, done.isEmpty() ? "Nothing to do" : String.join("; ", done));
    }

    private void step(Step step) throws InterruptedException {
        if (task.stop().isAsked()) {
            return;
        }
        try {
            step.run();
        } catch (IndexException e) {
            failed.add(String.valueOf(e.getMessage()));
            task.log().say(task.who(), String.valueOf(e.getMessage()));
        }
    }

    private void did(String what) {
        done.add(
                done.isEmpty()
                        ? what
                        : what.substring(0, 1).toLowerCase(Locale.ROOT) + what.substring(1));
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

    private void rotate() throws InterruptedException {
        Upkeep upkeep = index.upkeep();
        removed("unfinished upload", upkeep.uploads(ago(rules.retention().uploads())));
        removed("report", upkeep.reports(rules.retention().reports()));
        removed("log", upkeep.logs(ago(rules.retention().logs())));
    }

    private void removed(String noun, Upkeep.Removed removed) {
        if (removed.count() > 0) {
            did(
                    "Removed "
                            + Words.count(removed.count(), noun, noun + "s")
                            + ", "
                            + Words.size(removed.bytes()));
        }
    }

    private void recover() {
        index.runs().reap();
        int taken = index.queue().recover(rules.claims().attempts());
        if (taken > 0) {
            did("Took back " + Words.files(taken) + " from a dead sweep");
        }
    }

    private void backUp() {
        Volume volume = index.volume();
        Backups.Backup backup = new Backups(volume, clock).make(index, rules.retention().backups());
        did("Backed the index up, " + Words.size(backup.bytes()));
    }

    private void fixity() {
        Fixity.Checked checked = index.fixity().check(FIXITY_BYTES, task.stop()::isAsked);
        if (checked.files() > 0) {
            did(
                    "Read "
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
                .forEach(
                        path ->
                                task.log()
                                        .say(
                                                task.who(),
                                                path
                                                        + ": its bytes changed though its size and time"
                                                        + " did not"));
    }
}
