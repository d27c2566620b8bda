package dev.tallyman.processor.sweep;

import dev.tallyman.description.Describer;
import dev.tallyman.index.description.Described;
import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.Descriptions;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.rules.Rules;
import dev.tallyman.volume.IntakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Describes files while none waits for its verdict. The sweep’s own thread claims and records; a few others read, and
 * take nothing new as soon as there is something to classify. One that reads for too long is given up with its file.
 */
final class Describers {
    private static final int BATCH = 64;

    /** Notes in the slot from here on: those before are the workers’. */
    private static final int NOTES = 128;

    private final ProgramRun task;
    private final Rules.Describe limits;
    private final Descriptions descriptions;
    private final String version;
    private final Function<DescriptionClaim, Described.Outcome> reader;
    private final BlockingQueue<DescriptionClaim> waiting = new LinkedBlockingQueue<>();
    private final BlockingQueue<Described> done = new LinkedBlockingQueue<>();
    private final @Nullable Thread[] places;
    private final @Nullable Work[] work;
    private final Object gate = new Object();
    private boolean open;
    private boolean ended;
    private int out;
    private long count;
    private long failed;

    /** One reading; another one of the same file is not the same. */
    private static final class Work {
        private final DescriptionClaim claim;
        private final long since;

        Work(DescriptionClaim claim, long since) {
            this.claim = claim;
            this.since = since;
        }

        DescriptionClaim claim() {
            return claim;
        }

        long since() {
            return since;
        }
    }

    Describers(ProgramRun task, Rules rules, int workers, Function<DescriptionClaim, Described.Outcome> reader) {
        this.task = task;
        this.limits = rules.parsers().describe();
        this.descriptions = task.index().descriptions();
        this.version = Describer.version(limits);
        this.reader = reader;
        this.places = new Thread[Math.min(workers, NOTES)];
        this.work = new Work[places.length];
    }

    /** Lets files wait again that other readers described. */
    void begin() {
        if (limits.any()) {
            int again = descriptions.adopt(version, "");
            if (again > 0) {
                task.log().note(task.who(), "The readers changed: " + Words.files(again) + " to be described again");
            }
        } else {
            ended = true;
        }
    }

    /** Something is to be classified: what has not begun waits. */
    void pause() {
        synchronized (gate) {
            open = false;
        }
    }

    /**
     * Describes for about as long as this. False when there is nothing to describe, or it cannot be done.
     */
    boolean work(long millis) throws InterruptedException {
        if (ended) {
            return false;
        }
        try {
            return some(millis);
        } catch (IntakeException.Full e) {
            task.log().say(task.who(), "Describing stops, verdicts go on: " + e.getMessage());
            stop();
            return false;
        }
    }

    private boolean some(long millis) throws InterruptedException {
        if (out == 0) {
            List<DescriptionClaim> claims = descriptions.claim(task.slot(), BATCH);
            if (claims.isEmpty()) {
                return false;
            }
            out = claims.size();
            waiting.addAll(claims);
        }
        start();
        synchronized (gate) {
            open = true;
            gate.notifyAll();
        }
        List<Described> results = new ArrayList<>();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (results.size() < out && System.nanoTime() < until) {
            Described one = done.poll(20, TimeUnit.MILLISECONDS);
            if (one != null) {
                results.add(one);
                done.drainTo(results);
            }
            watch();
        }
        record(results);
        return true;
    }

    private void record(List<Described> results) {
        if (!results.isEmpty()) {
            descriptions.record(task.slot(), results, version, "");
            out -= results.size();
            for (Described one : results) {
                if (one.outcome() instanceof Described.Failed(String reason)) {
                    failed++;
                    task.log().note(task.who(), one.claim().path().text() + ": not described: " + reason);
                } else if (one.outcome() instanceof Described.Full(String reason)) {
                    task.log().say(task.who(), "Describing stops, verdicts go on: " + reason);
                    stop();
                } else {
                    count++;
                }
            }
        }
    }

    private void start() {
        for (int number = 0; number < places.length; number++) {
            Thread there = places[number];
            if (there == null || !there.isAlive()) {
                places[number] = started(number);
            }
        }
    }

    private Thread started(int number) {
        return Thread.ofPlatform().daemon().name("describer " + (number + 1)).start(() -> {
            try {
                run(number);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void run(int number) throws InterruptedException {
        while (true) {
            Work mine = next(number);
            task.slot().note(NOTES + number, mine.claim().file());
            Described.Outcome outcome = reader.apply(mine.claim());
            synchronized (gate) {
                if (work[number] != mine) {
                    return; // it was given up
                }
                work[number] = null;
                task.slot().note(NOTES + number, 0);
                gate.notifyAll();
            }
            done.add(new Described(mine.claim(), outcome));
        }
    }

    // A file that was open when a process died is read while no other is.
    private Work next(int number) throws InterruptedException {
        synchronized (gate) {
            while (true) {
                DescriptionClaim first = waiting.peek();
                if (open && !ended && first != null && !busyAlone() && !(first.alone() && busy())) {
                    Work mine = new Work(waiting.remove(), System.nanoTime());
                    work[number] = mine;
                    return mine;
                }
                gate.wait(1_000);
            }
        }
    }

    private boolean busy() {
        for (Work one : work) {
            if (one != null) {
                return true;
            }
        }
        return false;
    }

    private boolean busyAlone() {
        for (Work one : work) {
            if (one != null && one.claim().alone()) {
                return true;
            }
        }
        return false;
    }

    // The readers end by themselves when their time is over; what does not is stuck.
    private void watch() {
        long most = limits.time().toNanos() + TimeUnit.SECONDS.toNanos(5);
        synchronized (gate) {
            for (int number = 0; number < work.length; number++) {
                Work one = work[number];
                if (one != null && System.nanoTime() - one.since() > most) {
                    work[number] = null;
                    task.slot().note(NOTES + number, 0);
                    Thread stuck = places[number];
                    if (stuck != null) {
                        stuck.interrupt();
                    }
                    places[number] = started(number);
                    done.add(new Described(
                            one.claim(),
                            new Described.Failed("Reading what is in it took longer than "
                                    + limits.time().toSeconds() + " s.")));
                }
            }
        }
    }

    private void stop() {
        synchronized (gate) {
            ended = true;
        }
    }

    /** Gives back what is not done. */
    void end() {
        stop();
        for (Thread there : places) {
            if (there != null) {
                there.interrupt();
            }
        }
        if (out > 0) {
            try {
                descriptions.handBack(task.slot());
            } catch (IntakeException e) {
                task.log().note(task.who(), "The next sweep takes back what was being described: " + e.getMessage());
            }
        }
        if (count + failed > 0) {
            task.log()
                    .say(
                            task.who(),
                            "Described " + Words.files(count)
                                    + (failed == 0 ? "" : "; " + Words.count(failed) + " could not be read"));
        }
    }
}
