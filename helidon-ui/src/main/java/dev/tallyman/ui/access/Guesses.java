package dev.tallyman.ui.access;

import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses passwords: after a few failures each one makes the next try wait twice
 * as long. It counts by neighbourhood and name, and by neighbourhood alone, so that a stranger
 * cannot lock out people from elsewhere.
 */
final class Guesses {
    private static final int FREE = 5;
    private static final int FREE_OF_ALL_NAMES = 30;
    private static final int LONGEST_SHIFT = 8; // 256 s
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST;
        }
    };

    // As long as any other, whatever the name is.
    private record Key(Network from, String name) {
        static Key of(Network from, String name) {
            return new Key(from, Secret.fingerprint(name));
        }
    }

    private record Failures(int count, Instant last) {}

    Guesses(InstantSource clock) {
        this.clock = clock;
    }

    /** Throws the 429 that says how long to wait, if there is need to. */
    synchronized void admit(Network from, String name) {
        Duration wait = wait(Key.of(from, name), FREE);
        Duration alone = wait(new Key(from, ""), FREE_OF_ALL_NAMES);
        long seconds = Math.max(wait.toSeconds(), alone.toSeconds());
        if (seconds > 0) {
            throw new Problem(
                    Status.TOO_MANY_REQUESTS_429,
                    "Too many wrong passwords",
                    "Wait " + seconds + " seconds, then try again with the right one.");
        }
    }

    synchronized void failed(Network from, String name) {
        count(Key.of(from, name));
        count(new Key(from, ""));
    }

    synchronized void succeeded(Network from, String name) {
        failures.remove(Key.of(from, name));
    }

    private void count(Key key) {
        Instant now = clock.instant();
        failures.merge(
                key,
                new Failures(1, now),
                (before, one) -> isForgotten(before, now) ? one : new Failures(before.count() + 1, now));
    }

    private Duration wait(Key key, int free) {
        Failures before = failures.get(key);
        Instant now = clock.instant();
        if (before == null || before.count() < free || isForgotten(before, now)) {
            return Duration.ZERO;
        }
        long pause = 1L << Math.min(before.count() - free, LONGEST_SHIFT);
        Duration left = Duration.between(now, before.last().plusSeconds(pause));
        return left.isPositive() ? left.plusMillis(999) : Duration.ZERO;
    }

    private static boolean isForgotten(Failures before, Instant now) {
        return before.last().plus(FORGOTTEN).isBefore(now);
    }
}
