package dev.tallyman.ui.http.budget;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Places for one kind of thing that is bounded in total, and a fair queue before them that is
 * bounded in length and in time. One part of the {@link Budget}.
 */
public final class Gate {
    private final String name;
    private final int places;
    private final int queue;
    private final Duration wait;
    private final Semaphore free;
    private final LongAdder refused = new LongAdder();

    /**
     * @param name what the places are for, as metrics and refusals call it
     * @param queue how many may wait
     * @param wait how long each may wait
     */
    public Gate(String name, int places, int queue, Duration wait) {
        this.name = name;
        this.places = places;
        this.queue = queue;
        this.wait = wait;
        this.free = new Semaphore(places, true);
    }

    /** One or more places of a gate; closing it again does nothing. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes a place, in its turn; {@link Busy} when the queue is full or does not move. */
    public Place enter() {
        return enter(1);
    }

    /** Takes as many places together, or all that there are. */
    public Place enter(int wanted) {
        int taken = Math.min(wanted, places);
        try {
            if (free.tryAcquire(taken, 0, TimeUnit.SECONDS)) {
                return place(taken);
            }
            if (free.getQueueLength() < queue && free.tryAcquire(taken, wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return place(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refused.increment();
        throw new Busy(name, places);
    }

    /** Takes as many places if half of all stay free, and does not wait. */
    public Optional<Place> enterAtLeisure(int wanted) {
        return free.availablePermits() - wanted >= places / 2 && free.tryAcquire(wanted)
                ? Optional.of(place(wanted))
                : Optional.empty();
    }

    private Place place(int taken) {
        var held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                free.release(taken);
            }
        };
    }

    public String name() {
        return name;
    }

    public int places() {
        return places;
    }

    public int taken() {
        return places - free.availablePermits();
    }

    public int waiting() {
        return free.getQueueLength();
    }

    /** How many were turned away since the start. */
    public long refused() {
        return refused.sum();
    }
}
