package dev.tallyman.processor.sweep;

import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.volume.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a sweep. A file that is suspected of having killed a process is read while no
 * other is; one that makes no progress is given up with its thread, and another takes the place.
 */
final class Workers {
    private static final int BLOCK = 1 << 20;

    private final Pace pace;
    private final ClaimQueue claims;
    private final Slot slot;
    private final Function<Claim, Reading> reader;
    private final Results results;
    private final Semaphore gate;
    private final List<Worker> places = new ArrayList<>();
    private final Map<Long, Instant> stopped = new ConcurrentHashMap<>();

    /**
     * How many there are, and how long one of them may make no progress.
     *
     * @param stall after which a reading is given up
     */
    record Pace(int workers, Duration stall, InstantSource clock) {}

    /**
     * Where what they find goes.
     *
     * @param told of each outcome, for people
     * @param failed told of a fault of this program
     */
    record Results(Recorder recorder, Consumer<Outcome> told, Consumer<Throwable> failed) {}

    Workers(Pace pace, ClaimQueue claims, Slot slot, Function<Claim, Reading> reader, Results results) {
        this.pace = pace;
        this.claims = claims;
        this.slot = slot;
        this.reader = reader;
        this.results = results;
        this.gate = new Semaphore(pace.workers(), true);
    }

    synchronized void start() {
        for (int number = 0; number < pace.workers(); number++) {
            places.add(start(number));
        }
    }

    private Worker start(int number) {
        Worker worker = new Worker(number);
        worker.thread.start();
        return worker;
    }

    /**
     * A reading that has made no progress for longer than the limit is given up with its worker; the
     * progress of the others is told. To be called every second.
     */
    synchronized void watch() throws InterruptedException {
        for (int number = 0; number < places.size(); number++) {
            Worker worker = places.get(number);
            Work work = worker.work;
            if (work == null) {
                continue;
            }
            if (!work.isStuck(pace.stall())) {
                slot.tell(
                        work.reading.claim().file(),
                        new Slot.Reading(number, work.reading.hashed(), Instant.ofEpochMilli(work.startedMillis)));
            } else if (worker.leave(work)) {
                worker.thread.interrupt();
                slot.note(number, 0);
                gate.release(work.permits);
                places.set(number, start(number));
                deliver(
                        number,
                        work,
                        new Reading.Result(
                                work.reading.claim().facts(),
                                new Outcome.Failed("Reading it took longer than "
                                        + pace.stall().toSeconds() + " s without progress.")));
            }
        }
    }

    /** What is being read and for how long, for people. */
    synchronized void each(Progress.Watcher watcher) {
        for (Worker worker : places) {
            Work work = worker.work;
            if (work != null) {
                watcher.reads(worker.number, work.reading, pace.clock().millis() - work.startedMillis);
            }
        }
    }

    /** Waits for the workers, no longer than this in all. */
    void join(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        List<Worker> all;
        synchronized (this) {
            all = List.copyOf(places);
        }
        for (Worker worker : all) {
            worker.thread.join(Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime())));
        }
    }

    /** Since when each file was being read whose reading the stop has ended. */
    synchronized Map<Long, Instant> unfinished() {
        each((_, reading, forMillis) -> stopped(reading.claim(), pace.clock().millis() - forMillis));
        return Map.copyOf(stopped);
    }

    private void stopped(Claim claim, long startedMillis) {
        stopped.put(claim.file(), Instant.ofEpochMilli(startedMillis));
    }

    private void deliver(int number, Work work, Reading.Result result) throws InterruptedException {
        Outcome outcome = new Outcome(
                work.reading.claim(),
                number,
                Instant.ofEpochMilli(work.startedMillis),
                pace.clock().instant(),
                result.facts(),
                result.verdict());
        results.recorder().add(outcome);
        results.told().accept(outcome);
    }

    /** One reading and the last sign of its progress. */
    private static final class Work {
        final Reading reading;
        final int permits;
        final long startedMillis;
        private long seen = -1;
        private long idle;

        Work(Reading reading, int permits, long nowMillis) {
            this.reading = reading;
            this.permits = permits;
            this.startedMillis = nowMillis;
        }

        // Counts the looks at it, not the time: a machine that slept has made no look either.
        boolean isStuck(Duration stall) {
            long now = reading.hashed();
            idle = now == seen ? idle + 1 : 0;
            seen = now;
            return idle > stall.toSeconds();
        }
    }

    private final class Worker {
        final int number;
        final Thread thread;
        volatile @Nullable Work work;

        Worker(int number) {
            this.number = number;
            this.thread =
                    Thread.ofPlatform().daemon().name("worker " + (number + 1)).unstarted(this::run);
        }

        /** Ends the work; false when it was ended already, by its worker or for it. */
        synchronized boolean leave(Work done) {
            if (work != done) {
                return false;
            }
            work = null;
            return true;
        }

        private void run() {
            byte[] block = new byte[BLOCK];
            try {
                for (Optional<Claim> claim = claims.take(); claim.isPresent(); claim = claims.take()) {
                    if (!read(claim.get(), block)) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                results.failed().accept(e);
            }
        }

        // False when this worker has no place any more, or is to stop.
        private boolean read(Claim claim, byte[] block) throws InterruptedException {
            int permits = claim.alone() ? pace.workers() : 1;
            gate.acquire(permits);
            Work mine = new Work(reader.apply(claim), permits, pace.clock().millis());
            slot.note(number, claim.file());
            work = mine;
            Reading.Result result;
            try {
                result = mine.reading.read(block);
            } catch (Reading.Stopped e) {
                result = null;
            }
            if (!leave(mine)) {
                return false;
            }
            slot.note(number, 0);
            gate.release(permits);
            if (result == null) {
                stopped(claim, mine.startedMillis);
                return false;
            }
            deliver(number, mine, result);
            return true;
        }
    }
}
