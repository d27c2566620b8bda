package dev.tallyman.processor.sweep;

import dev.tallyman.index.queue.Claim;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Claims on their way from the one who claims to the workers: a few, in order. */
final class ClaimQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Claim> claims = new ArrayDeque<>();
    private boolean ended;

    /** Waits until the workers have taken what was there, then adds these. */
    void put(List<Claim> more) throws InterruptedException {
        lock.lock();
        try {
            while (!claims.isEmpty() && !ended) {
                changed.await();
            }
            claims.addAll(more);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next claim; empty when there will be none any more. */
    Optional<Claim> take() throws InterruptedException {
        lock.lock();
        try {
            while (claims.isEmpty() && !ended) {
                changed.await();
            }
            if (ended) {
                return Optional.empty();
            }
            Claim claim = claims.removeFirst();
            if (claims.isEmpty()) {
                changed.signalAll();
            }
            return Optional.of(claim);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is given out. */
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
