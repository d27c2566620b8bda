package dev.tallyman.index;

import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file that arrives besides its bytes.
 *
 * @param wanted its path, or that of the next free name beside it
 * @param rank its folder's priority in the rules
 * @param modified the date that the file had where it comes from; null for now
 * @param batch what its sender calls all that arrive together
 * @param key by which a sender who got no answer asks again
 */
public record Arrival(
        FilePath wanted,
        int rank,
        Intake.Taken taken,
        @Nullable Instant modified,
        @Nullable String batch,
        @Nullable String key) {
    /** A file of which no more than its path is known. */
    public static Arrival of(FilePath wanted) {
        return new Arrival(wanted, 0, Intake.Taken.NUMBER, null, null, null);
    }
}
