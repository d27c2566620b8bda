package dev.tallyman.ui.jobs.local;

import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Schedule;
import java.time.Instant;
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
    private record Next(Schedule schedule, Optional<Instant> at) {}

    private final Map<Run.Kind, Next> next = new EnumMap<>(Run.Kind.class);

    /** The kinds that came due since the last call. A schedule seen for the first time is not. */
    List<Run.Kind> due(Map<Run.Kind, Schedule> schedules, Instant now) {
        next.keySet().retainAll(schedules.keySet());
        List<Run.Kind> due = new ArrayList<>();
        for (Map.Entry<Run.Kind, Schedule> entry : schedules.entrySet()) {
            Schedule schedule = entry.getValue();
            Next known = next.get(entry.getKey());
            if (known != null && known.schedule().equals(schedule)) {
                if (known.at().filter(at -> !now.isBefore(at)).isEmpty()) {
                    continue;
                }
                due.add(entry.getKey());
            }
            next.put(entry.getKey(), new Next(schedule, schedule.next(now)));
        }
        return due;
    }
}
