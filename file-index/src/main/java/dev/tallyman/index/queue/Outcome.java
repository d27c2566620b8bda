package dev.tallyman.index.queue;

import dev.tallyman.file.Identification;
import dev.tallyman.volume.disk.DiskFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claim.
 *
 * @param worker counts from 0
 * @param facts of the bytes that were read
 */
public record Outcome(Claim claim, int worker, Instant started, Instant done, DiskFacts facts, Verdict verdict) {
    /** The kinds of outcome. */
    public sealed interface Verdict {}

    /**
     * The file was read and is what the identification says, {@code unknown} included.
     *
     * @param sha256 hex, of the bytes that were read; null where most of them are holes, too many
     *     to be hashed
     * @param changedNanos of the inode that was read (ctime); null where it is not known
     */
    public record Classified(
            Identification identification,
            @Nullable String sha256,
            @Nullable Long changedNanos) implements Verdict {
        public Classified(Identification identification, @Nullable String sha256) {
            this(identification, sha256, null);
        }
    }

    /**
     * It could not be read: the next sweep tries again until its attempts are used up. {@code
     * reason} is for people.
     */
    public record Failed(String reason) implements Verdict {}

    /** It is not on the disk any more. */
    public record Gone() implements Verdict {}
}
