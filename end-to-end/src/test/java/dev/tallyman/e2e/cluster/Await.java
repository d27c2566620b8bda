package dev.tallyman.e2e.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what a cluster does in its own time; a failure tells what was there instead. */
final class Await {
    private Await() {}

    static <T> T until(String what, Duration patience, Callable<T> source, Predicate<T> enough) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T value = source.call();
            if (enough.test(value)) {
                return value;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what + "; but: " + value);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }
}
