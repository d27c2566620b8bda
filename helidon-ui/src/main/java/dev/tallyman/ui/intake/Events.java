package dev.tallyman.ui.intake;

import dev.tallyman.index.people.Sight;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The newest events, for everyone who listens: a ring in which each reader keeps a place of its
 * own. A reader that comes back with its place misses nothing, or is told that it has.
 */
public final class Events implements AutoCloseable {
    private static final int KEPT = 2_000;
    private static final long LARGEST = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition end = lock.newCondition();
    private final Deque<Event> ring = new ArrayDeque<>();
    private final String boot;
    private long last;
    private long size;
    private boolean closed;

    /**
     * @param boot tells this process's places from those of an earlier one
     */
    public Events(String boot) {
        this.boot = boot;
    }

    /** One event, in the bytes in which it goes out, made once for all who listen. */
    public static final class Event {
        private final long place;
        private final byte[] bytes;
        private final Predicate<Sight> audience;

        private Event(long place, String text, Predicate<Sight> audience) {
            this.place = place;
            this.audience = audience;
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        /** Whether somebody who sees so much may be told of it. */
        public boolean isFor(Sight sight) {
            return audience.test(sight);
        }

        public long place() {
            return place;
        }

        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }
    }

    /**
     * What a reader gets next.
     *
     * @param lost true when events between its place and these are forgotten
     * @param closed true when there will be no more
     */
    public record Batch(List<Event> events, boolean lost, boolean closed) {}

    /** Tells everyone. */
    public void publish(String name, String data) {
        publish(name, data, _ -> true);
    }

    /**
     * Tells those who may know it.
     *
     * @param name {@code file}, {@code run}, {@code summary}, {@code reading}, {@code reload}
     * @param data JSON
     */
    public void publish(String name, String data, Predicate<Sight> audience) {
        lock.lock();
        try {
            last++;
            Event event = event(last, name, data, audience);
            ring.addLast(event);
            size += event.bytes.length;
            while (ring.size() > KEPT || size > LARGEST) {
                size -= ring.removeFirst().bytes.length;
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The place after the newest event. */
    public long end() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** An event for one who listens, at a place that it goes on from. */
    public Event event(long place, String name, String data) {
        return event(place, name, data, _ -> true);
    }

    private Event event(long place, String name, String data, Predicate<Sight> audience) {
        return new Event(place, "id:%s-%d\nevent:%s\ndata:%s\n\n".formatted(boot, place, name, data), audience);
    }

    /** The place of an id; -1 for one of an earlier process, or for nonsense. */
    public long place(String id) {
        String mine = boot + "-";
        String digits = id.startsWith(mine) ? id.substring(mine.length()) : "";
        long place = digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
        return place <= end() ? place : -1;
    }

    /** What came after a place; waits for something, but no longer than {@code millis}. */
    public Batch after(long place, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (last <= place && !closed && left > 0) {
                left = more.awaitNanos(left);
            }
            List<Event> events = new ArrayList<>();
            Iterator<Event> newest = ring.descendingIterator();
            for (long at = last; at > place && newest.hasNext(); at--) {
                events.add(newest.next());
            }
            Collections.reverse(events);
            boolean lost = !events.isEmpty() && events.getFirst().place() > place + 1;
            return new Batch(events, lost, closed);
        } finally {
            lock.unlock();
        }
    }

    /** Waits; true as soon as there will be no more events. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = time.toNanos();
            while (!closed && left > 0) {
                left = end.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets every reader go. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
            end.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
