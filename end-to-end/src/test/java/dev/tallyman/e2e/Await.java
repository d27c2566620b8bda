package dev.tallyman.e2e;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits on conditions that only other processes can bring about. */
final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Await() {}

    static void that(String what, Callable<Boolean> condition) throws Exception {
        some(what, () -> condition.call() ? Boolean.TRUE : null);
    }

    /** The first value that is not null. */
    static <T> T some(String what, Callable<@Nullable T> source) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T value = source.call();
            if (value != null) {
                return Objects.requireNonNull(value);
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
