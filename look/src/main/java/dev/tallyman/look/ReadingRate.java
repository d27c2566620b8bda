package dev.tallyman.look;

import java.time.Duration;
import java.util.Optional;

/** How fast a sweep was so far, which tells how long the rest takes. */
public record ReadingRate(long files, long bytes, Duration passed) {
    /**
     * By the files or by the bytes that wait, whichever takes longer; empty while it cannot be told.
     */
    public Optional<Duration> left(long waitingFiles, long waitingBytes) {
        if (files == 0) {
            return Optional.empty();
        }
        double millis = passed.toMillis();
        double byFiles = millis * waitingFiles / files;
        double byBytes = bytes == 0 ? 0 : millis * waitingBytes / bytes;
        double left = Math.max(byFiles, byBytes);
        // Less than a thousandth tells nothing of the rest.
        return left > 1000 * millis ? Optional.empty() : Optional.of(Duration.ofMillis((long) left));
    }
}
