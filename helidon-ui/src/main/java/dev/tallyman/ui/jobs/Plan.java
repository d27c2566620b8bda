package dev.tallyman.ui.jobs;

import dev.tallyman.index.Run;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What the rules say about runs on one machine.
 *
 * @param timings when each kind begins; a kind without one only begins when asked for
 * @param deadlines how long each kind may take
 * @param reportInterval the least time between two reports that nobody asked for
 */
public record Plan(
        Map<Run.Kind, Timing> timings, Map<Run.Kind, Duration> deadlines, Duration reportInterval) {
    /** A cron expression in Unix syntax, and the time zone it is read in. */
    public record Timing(String cron, ZoneId zone) {}

    /** Where the rules say nothing. */
    public static final Plan DEFAULT =
            new Plan(
                    Map.of(
                            Run.Kind.SWEEP, new Timing("*/5 * * * *", ZoneId.of("Etc/UTC")),
                            Run.Kind.REPORT, new Timing("10 * * * *", ZoneId.of("Etc/UTC")),
                            Run.Kind.HOUSEKEEPING, new Timing("30 3 * * *", ZoneId.of("Etc/UTC"))),
                    Map.of(
                            Run.Kind.SWEEP, Duration.ofHours(6),
                            Run.Kind.REPORT, Duration.ofMinutes(30),
                            Run.Kind.HOUSEKEEPING, Duration.ofHours(6)),
                    Duration.ofMinutes(5));

    public Plan {
        timings = Map.copyOf(timings);
        deadlines = Map.copyOf(deadlines);
    }

    Duration deadline(Run.Kind kind) {
        return deadlines.getOrDefault(kind, Duration.ofHours(6));
    }
}
