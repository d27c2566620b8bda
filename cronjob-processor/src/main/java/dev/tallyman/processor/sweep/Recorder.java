package dev.tallyman.processor.sweep;

import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits outcomes in groups: a transaction for each file would be most of the work. Knows what is
 * still out.
 */
final class Recorder {
    private static final int GROUP = 200;
    private static final long GROUP_MILLIS = 200;

    private final Queue queue;
    private final int attempts;
    private final String rules;
    private final String detector;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Outcome> waiting = new ArrayList<>();
    private int out;
    private boolean ended;
    private boolean flushing;

    Recorder(Queue queue, int attempts, String rules, String detector) {
        this.queue = queue;
        this.attempts = attempts;
        this.rules = rules;
        this.detector = detector;
    }

    /** So many claims more will come to outcomes. */
    void expect(int claims) {
        lock.lock();
        try {
            out += claims;
        } finally {
            lock.unlock();
        }
    }

    void add(Outcome outcome) throws InterruptedException {
        lock.lock();
        try {
            while (waiting.size() >= 4 * GROUP && !ended) {
                changed.await();
            }
            waiting.add(outcome);
            if (waiting.size() == 1 || waiting.size() >= GROUP) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Commits until it is ended and all is committed. For a thread of its own. */
    void run() throws InterruptedException {
        while (true) {
            List<Outcome> group = next();
            if (group.isEmpty()) {
                return;
            }
            queue.record(group, attempts, rules, detector);
            committed(group.size());
        }
    }

    private List<Outcome> next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !ended) {
                changed.await();
            }
            long left = TimeUnit.MILLISECONDS.toNanos(GROUP_MILLIS);
            while (waiting.size() < GROUP && waiting.size() < out && !ended && !flushing) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    break;
                }
            }
            List<Outcome> group = waiting;
            waiting = new ArrayList<>();
            changed.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void committed(int outcomes) {
        lock.lock();
        try {
            out -= outcomes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the outcomes of all claims, no longer than this; true when none is out. */
    boolean awaitNoneOut(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            flushing = true;
            changed.signalAll();
            while (out > 0 && left > 0 && !ended) {
                left = changed.awaitNanos(left);
            }
            return out == 0;
        } finally {
            flushing = false;
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
