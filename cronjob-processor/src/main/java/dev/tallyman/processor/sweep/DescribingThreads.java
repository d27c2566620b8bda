package dev.tallyman.processor.sweep;

import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.search.PreparedText;
import dev.tallyman.volume.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The threads that read what is in files. They note each file in the slot while it is open. One that
 * reads for too long is given up with its file, and another takes its place.
 */
final class DescribingThreads {
    /** Notes in the slot from here on: those before are the workers’. */
    private static final int NOTES = 128;

    /** Bytes of what waits to be recorded: with more of them nothing is begun. */
    private static final long MOST = 4L << 20;

    /** What a file inside another one takes of them, about. */
    private static final long MEMBER = 500;

    private final Slot slot;
    private final Duration time;
    private final Function<DescriptionClaim, DescriptionOutcome.Outcome> reader;
    private final BlockingQueue<DescriptionClaim> waiting = new LinkedBlockingQueue<>();
    private final BlockingQueue<DescriptionOutcome> done = new LinkedBlockingQueue<>();
    private final @Nullable Thread[] places;
    private final @Nullable Work[] work;
    private final Object gate = new Object();
    private @Nullable Throwable fault;
    private long held;
    private boolean open;
    private boolean ended;

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

    DescribingThreads(
            Slot slot, int threads, Duration time, Function<DescriptionClaim, DescriptionOutcome.Outcome> reader) {
        this.slot = slot;
        this.time = time;
        this.reader = reader;
        this.places = new Thread[Math.min(threads, NOTES)];
        this.work = new Work[places.length];
    }

    /** Hands them files that none of them has yet. */
    void put(List<DescriptionClaim> claims) {
        waiting.addAll(claims);
    }

    /** Lets them begin with files. */
    void start() {
        for (int number = 0; number < places.length; number++) {
            Thread there = places[number];
            if (there == null || !there.isAlive()) {
                places[number] = started(number);
            }
        }
        synchronized (gate) {
            open = true;
            gate.notifyAll();
        }
    }

    /** What has not begun waits. */
    void pause() {
        synchronized (gate) {
            open = false;
        }
    }

    /** The next results, at once or after a moment. Throws what ended one of the threads. */
    List<DescriptionOutcome> results(long millis) throws InterruptedException {
        List<DescriptionOutcome> results = new ArrayList<>();
        DescriptionOutcome one = done.poll(millis, TimeUnit.MILLISECONDS);
        if (one != null) {
            results.add(one);
            done.drainTo(results);
        }
        watch();
        return results;
    }

    /** True where nothing is begun until some of the results are recorded. */
    boolean isFull() {
        synchronized (gate) {
            return held >= MOST;
        }
    }

    /** These take no memory any more. */
    void recorded(List<DescriptionOutcome> results) {
        synchronized (gate) {
            results.forEach(one -> held -= weight(one.outcome()));
            gate.notifyAll();
        }
    }

    /** Nothing begins any more. */
    void stop() {
        synchronized (gate) {
            ended = true;
        }
    }

    /** Breaks off what is being read. No thread notes anything in the slot from here on. */
    void end() {
        synchronized (gate) {
            ended = true;
            Arrays.fill(work, null);
        }
        for (Thread there : places) {
            if (there != null) {
                there.interrupt();
            }
        }
    }

    private Thread started(int number) {
        return Thread.ofPlatform().daemon().name("describer " + (number + 1)).start(() -> {
            try {
                run(number);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                // Its file would be waited for without end.
                synchronized (gate) {
                    fault = e;
                }
            }
        });
    }

    private void run(int number) throws InterruptedException {
        while (true) {
            Work mine = next(number);
            DescriptionOutcome.Outcome outcome = reader.apply(mine.claim());
            synchronized (gate) {
                if (work[number] != mine) {
                    return; // it was given up, or all were
                }
                work[number] = null;
                slot.note(NOTES + number, 0);
                held += weight(outcome);
                gate.notifyAll();
            }
            done.add(new DescriptionOutcome(mine.claim(), outcome));
        }
    }

    private static long weight(DescriptionOutcome.Outcome outcome) {
        return switch (outcome) {
            case DescriptionOutcome.Found found -> {
                PreparedText text = found.text();
                yield found.description().members().size() * MEMBER + (text == null ? 0 : text.weight());
            }
            case DescriptionOutcome.Failed _, DescriptionOutcome.Full _, DescriptionOutcome.Gone _ -> 0;
        };
    }

    // A file that was open when a process died is read while no other is.
    private Work next(int number) throws InterruptedException {
        synchronized (gate) {
            while (true) {
                DescriptionClaim first = waiting.peek();
                if (open && !ended && held < MOST && first != null && !busyAlone() && !(first.alone() && busy())) {
                    Work mine = new Work(waiting.remove(), System.nanoTime());
                    work[number] = mine;
                    slot.note(NOTES + number, mine.claim().file());
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
        long most = time.toNanos() + TimeUnit.SECONDS.toNanos(5);
        synchronized (gate) {
            if (fault != null) {
                throw new IllegalStateException("A file could not be described for a fault in this program.", fault);
            }
            for (int number = 0; number < work.length; number++) {
                Work one = work[number];
                if (one != null && System.nanoTime() - one.since() > most) {
                    work[number] = null;
                    slot.note(NOTES + number, 0);
                    Thread stuck = places[number];
                    if (stuck != null) {
                        stuck.interrupt();
                    }
                    places[number] = started(number);
                    done.add(new DescriptionOutcome(
                            one.claim(),
                            new DescriptionOutcome.Failed(
                                    "Reading what is in it took longer than " + time.toSeconds() + " s.")));
                }
            }
        }
    }
}
