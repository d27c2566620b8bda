package dev.tallyman.ui.jobs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.rules.Schedule;
import java.time.Duration;
import java.util.Map;

/**
 * When runs begin and must have ended on one machine.
 *
 * @param schedules when each kind begins; a kind without one only begins when asked for
 * @param deadlines how long each kind may take
 * @param reportInterval the least time between two reports that nobody asked for
 * @param attempts after which a file needs people
 */
public record RunPlan(
        Map<Run.Kind, Schedule> schedules, Map<Run.Kind, Duration> deadlines, Duration reportInterval, int attempts) {
    private static final Duration LONG = Duration.ofHours(6);

    public RunPlan {
        schedules = Map.copyOf(schedules);
        deadlines = Map.copyOf(deadlines);
    }

    /** What the rules say; the deadlines catch what hangs and are the same everywhere. */
    public static RunPlan of(Rules rules) {
        return new RunPlan(
                rules.schedules(),
                Map.of(Run.Kind.REPORT, Duration.ofMinutes(30)),
                rules.report().interval(),
                rules.claims().attempts());
    }

    public Duration deadline(Run.Kind kind) {
        return deadlines.getOrDefault(kind, LONG);
    }
}
