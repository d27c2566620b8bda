package dev.tallyman.ui.jobs;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.tallyman.index.Run;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which schedules have come due. What was missed, because the machine slept or the clock
 * jumped, is due once, not as often as it was missed. For one thread.
 */
final class Timetable {
    private static final CronParser UNIX =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private record Next(Plan.Timing timing, Optional<Instant> at) {}

    private final Map<Run.Kind, Next> next = new EnumMap<>(Run.Kind.class);

    /** When it begins next after a time; never, for a date that does not exist. */
    static Optional<Instant> next(Plan.Timing timing, Instant after) {
        return ExecutionTime.forCron(UNIX.parse(timing.cron()))
                .nextExecution(ZonedDateTime.ofInstant(after, timing.zone()))
                .map(ZonedDateTime::toInstant);
    }

    /** The kinds that came due since the last call. A timing seen for the first time begins now. */
    List<Run.Kind> due(Map<Run.Kind, Plan.Timing> timings, Instant now) {
        next.keySet().retainAll(timings.keySet());
        List<Run.Kind> due = new ArrayList<>();
        timings.forEach(
                (kind, timing) -> {
                    Next known = next.get(kind);
                    if (known != null && known.timing().equals(timing)) {
                        if (known.at().isEmpty() || now.isBefore(known.at().get())) {
                            return;
                        }
                        due.add(kind);
                    }
                    next.put(kind, new Next(timing, next(timing, now)));
                });
        return due;
    }
}
