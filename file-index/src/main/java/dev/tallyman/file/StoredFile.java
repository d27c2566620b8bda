package dev.tallyman.file;

import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the index: a file and what is known of it.
 *
 * @param modified from the disk, with nanoseconds; null where the disk says a time before 1678 or
 *     after 2262, which the index does not tell from others of that kind
 * @param received upload time, or ctime of a found file
 * @param sha256 lower-case hex
 * @param nameSays the MIME type that the name's ending says, where it disagrees with the content
 * @param metadata a JSON object as text
 * @param attempts readings charged to this file
 */
public record StoredFile(
        long id,
        FilePath path,
        long size,
        @Nullable Instant modified,
        long inode,
        Instant received,
        Origin origin,
        State state,
        Instant stateSince,
        int attempts,
        Optional<Category> category,
        @Nullable String mime,
        @Nullable String puid,
        @Nullable String format,
        @Nullable String version,
        @Nullable Basis basis,
        boolean mismatch,
        @Nullable String nameSays,
        Set<Risk> risks,
        @Nullable String sha256,
        @Nullable String metadata,
        @Nullable String error,
        @Nullable String rules,
        @Nullable String detector,
        Handling handling) {
    /** What an index that counts nanoseconds in 64 bits reaches, in seconds either way. */
    private static final long REACH = Long.MAX_VALUE / 1_000_000_000;

    /** The time on the disk, as far as it can be told; null for one out of reach. */
    public static @Nullable Instant modified(long nanos) {
        Instant time = nanos(nanos);
        return Math.abs(time.getEpochSecond()) < REACH ? time : null;
    }

    private static Instant nanos(long sinceEpoch) {
        return Instant.ofEpochSecond(
                Math.floorDiv(sinceEpoch, 1_000_000_000L), Math.floorMod(sinceEpoch, 1_000_000_000L));
    }

    /** How a file got here. */
    public enum Origin {
        UPLOAD,
        FOUND
    }

    /**
     * Who read it and when: the timeline of the file's last reading. Null where it has not
     * happened.
     */
    public record Handling(
            @Nullable Long run,
            @Nullable Integer worker,
            @Nullable String policy,
            @Nullable Instant claimed,
            @Nullable Instant started,
            @Nullable Instant done) {}
}
