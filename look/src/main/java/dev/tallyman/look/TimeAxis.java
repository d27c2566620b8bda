package dev.tallyman.look;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The time of one run laid out from left to right, from its start to the end of the drawing. */
final class TimeAxis {
    private static final long[] STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        7_200_000,
        21_600_000,
        86_400_000
    };
    private static final int TICKS = 8;

    private final Instant start;

    /** Milliseconds, at least one. */
    final long length;

    TimeAxis(Instant start, Instant end) {
        this.start = start;
        this.length = Math.max(1, Duration.between(start, end).toMillis());
    }

    /** Milliseconds from the start. */
    long at(Instant moment) {
        return Duration.between(start, moment).toMillis();
    }

    /** Where these milliseconds from the start are, or how wide they are. */
    String x(long millis) {
        return Words.length((double) millis, (double) length);
    }

    /** Round times, as many as have room. */
    List<Gantt.Tick> ticks() {
        List<Gantt.Tick> ticks = new ArrayList<>();
        long step = step();
        for (long at = 0; at < length - length / 20; at += step) {
            ticks.add(new Gantt.Tick(x(at), at == 0 ? "0 s" : Words.duration(Duration.ofMillis(at)), at == 0));
        }
        return ticks;
    }

    private long step() {
        for (long step : STEPS) {
            if (length / step <= TICKS) {
                return step;
            }
        }
        return length;
    }
}
