package dev.tallyman.ui.html;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.volume.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How soon files are done: what is read of those that are being read, and when those that failed
 * are tried again. Asked for only where a file is like that.
 */
record Prospects(Map<Long, Slot.Reading> read, @Nullable Instant again) {
    static Prospects of(List<StoredFile> files, Parts parts) {
        return new Prospects(
                anyIs(State.CLAIMED, files) ? parts.index().queue().beingRead() : Map.of(),
                anyIs(State.FAILED, files) ? nextSweep(parts.jobs()) : null);
    }

    private static boolean anyIs(State state, List<StoredFile> files) {
        return files.stream().anyMatch(file -> file.state() == state);
    }

    private static @Nullable Instant nextSweep(JobRunner jobs) {
        try {
            return jobs.schedules().stream()
                    .filter(schedule -> schedule.kind() == Run.Kind.SWEEP)
                    .map(ScheduleState::next)
                    .filter(Objects::nonNull)
                    .findAny()
                    .orElse(null);
        } catch (JobRunner.Unavailable e) {
            return null;
        }
    }

    /** {@code Being read, 71 %}; null where the state says it all. */
    @Nullable
    String reading(StoredFile file) {
        Slot.Reading reading = told(file);
        return reading == null || reading.bytes() == 0 || reading.bytes() > file.size()
                ? null
                : Words.upper(Words.state(State.CLAIMED)) + ", " + Words.percent(reading.bytes(), file.size());
    }

    /** The same in a row, where {@link #again} goes on. */
    @Nullable
    String says(StoredFile file) {
        return again(file) == null ? reading(file) : "Failed, again";
    }

    @Nullable
    Instant again(StoredFile file) {
        return file.state() == State.FAILED ? again : null;
    }

    /** {@code 17 s so far}; null for a file that is not being read. */
    @Nullable
    String soFar(StoredFile file, Instant now) {
        Slot.Reading reading = told(file);
        return reading == null || reading.since().isAfter(now)
                ? null
                : Words.duration(Duration.between(reading.since(), now)) + " so far";
    }

    private Slot.@Nullable Reading told(StoredFile file) {
        return file.state() == State.CLAIMED ? read.get(file.id()) : null;
    }
}
