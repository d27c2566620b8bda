package dev.tallyman.ui.intake;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.look.Words;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.volume.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How soon files are done: what is read of those that are being read, and when those that failed
 * are tried again. The index is asked only where a file is in one of these states.
 */
public record ReadingProgress(
        Map<Long, Slot.Reading> read, @Nullable Instant again) {
    public static ReadingProgress of(List<StoredFile> files, Index index, JobRunner jobs) {
        return new ReadingProgress(
                anyIs(State.CLAIMED, files) ? index.queue().beingRead() : Map.of(),
                anyIs(State.FAILED, files) ? jobs.nextSweep().orElse(null) : null);
    }

    private static boolean anyIs(State state, List<StoredFile> files) {
        return files.stream().anyMatch(file -> file.state() == state);
    }

    /** {@code Being read, 71 %}; null where the state says it all. */
    @Nullable
    public String reading(StoredFile file) {
        Slot.Reading reading = told(file);
        return reading == null || reading.bytes() == 0 || reading.bytes() > file.size()
                ? null
                : Words.upper(Words.state(State.CLAIMED)) + ", " + Words.percent(reading.bytes(), file.size());
    }

    /** The same in a row, where {@link #again} goes on. */
    @Nullable
    public String says(StoredFile file) {
        return again(file) == null ? reading(file) : "Failed, again";
    }

    @Nullable
    public Instant again(StoredFile file) {
        return file.state() == State.FAILED ? again : null;
    }

    /** {@code 17 s so far}; null for a file that is not being read. */
    @Nullable
    public String soFar(StoredFile file, Instant now) {
        Slot.Reading reading = told(file);
        return reading == null || reading.since().isAfter(now)
                ? null
                : Words.duration(Duration.between(reading.since(), now)) + " so far";
    }

    private Slot.@Nullable Reading told(StoredFile file) {
        return file.state() == State.CLAIMED ? read.get(file.id()) : null;
    }
}
