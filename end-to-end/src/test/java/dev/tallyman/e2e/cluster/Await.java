package dev.tallyman.e2e.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Waits for what a cluster does in its own time; a failure tells what was there instead. Most looks are a process of
 * kubectl, so whoever has waited for long looks less often: what several wait for needs the processors, too.
 */
final class Await {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private Await() {}

    static <T> T until(String what, Duration patience, Callable<T> source, Predicate<T> enough) throws Exception {
        long start = System.nanoTime();
        while (true) {
            T value = source.call();
            if (enough.test(value)) {
                return value;
            }
            long waited = System.nanoTime() - start;
            if (waited > patience.toNanos()) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what + "; but: " + value);
            }
            LockSupport.parkNanos(Math.clamp(waited / 10, SHORTEST, LONGEST));
        }
    }

    /** Looks without a pause, for what is measured. */
    static void atOnce(Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("too slow to be measured");
            }
            Thread.onSpinWait();
        }
    }
}
