package dev.tallyman.e2e;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Moments that nobody chose, and the seed that chooses them again. */
final class Chance {
    private final Random random;

    private Chance(long seed) {
        this.random = new Random(seed);
    }

    static Chance of(Class<?> test) {
        long seed = Long.getLong("tallyman.seed", System.nanoTime());
        System.out.println(test.getSimpleName() + ": -Dtallyman.seed=" + seed);
        return new Chance(seed);
    }

    /** The same moments each time. */
    static Chance seeded(long seed) {
        return new Chance(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Lets the other process get somewhere. */
    void pause(int from, int to) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(from + below(to - from)));
    }
}
