package dev.tallyman.ui.jobs;

import dev.tallyman.index.runs.Run;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When runs of one kind begin by themselves.
 *
 * @param cron in Unix syntax
 * @param zone the time zone that it is read in
 * @param next null while it is paused
 * @param runs the last 20 of the kind, newest first
 * @param image what the next run will be; null where there are no images
 */
public record ScheduleState(
        Run.Kind kind,
        String cron,
        String zone,
        @Nullable Instant next,
        boolean paused,
        List<Run> runs,
        @Nullable String image) {
    /** How many runs are shown beside a schedule. */
    public static final int RUNS = 20;

    public ScheduleState {
        runs = List.copyOf(runs);
    }

    /** What it is called in addresses. */
    public String name() {
        return kind.label();
    }
}
