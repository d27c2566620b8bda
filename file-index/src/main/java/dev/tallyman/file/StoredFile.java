package dev.tallyman.file;

import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the index: a file and what is known of it, in parts. What the parts say is asked here
 * too.
 *
 * @param disk what lies under its name
 * @param handling its last reading
 * @param inside how far the reading of what is in it is
 */
public record StoredFile(
        long id,
        FilePath path,
        OnDisk disk,
        Arrival arrival,
        Standing standing,
        Verdict verdict,
        Handling handling,
        Inside inside) {
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

    /**
     * What lies on the disk, as it was last seen.
     *
     * @param modified with nanoseconds; null where the disk says a time before 1678 or after 2262,
     *     which the index does not tell from others of that kind
     * @param sha256 lower-case hex; null until somebody has read it
     */
    public record OnDisk(
            long size,
            @Nullable Instant modified,
            long inode,
            @Nullable String sha256) {}

    /**
     * When and how it got here.
     *
     * @param received upload time, or ctime of a found file
     * @param batch what its sender called all that was sent together
     * @param moved when it got the path that it has; null where it came under it
     * @param former the path before that
     */
    public record Arrival(
            Instant received,
            Origin origin,
            @Nullable String batch,
            @Nullable Instant moved,
            @Nullable FilePath former) {}

    /**
     * Where it is in its life.
     *
     * @param attempts readings charged to this file
     * @param error why the last of them failed
     */
    public record Standing(
            State state,
            Instant since,
            int attempts,
            @Nullable String error) {}

    /**
     * What it is, and what decided that. Null or empty until a verdict stands.
     *
     * @param puids PRONOM's ids that are left over, the one that goes first first
     * @param nameSays the MIME type that the name's ending says, where it disagrees with the content
     * @param metadata a JSON object as text
     * @param rules the version of the rules
     * @param detector the version of this program's tables
     */
    public record Verdict(
            Optional<Category> category,
            @Nullable String mime,
            List<String> puids,
            @Nullable String format,
            @Nullable String version,
            @Nullable Basis basis,
            boolean mismatch,
            @Nullable String nameSays,
            Set<Risk> risks,
            @Nullable String metadata,
            @Nullable String rules,
            @Nullable String detector) {
        public Verdict {
            puids = List.copyOf(puids);
        }
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

    /**
     * Whether its content was described.
     *
     * @param described when; null while it has not been
     * @param none true where it cannot be
     * @param note why it is not described, or what is left out
     * @param members how many files are in it; null where it holds none by its nature
     * @param pictured small pictures of it are there
     * @param released when a person let it go that was held; null for never
     * @param reason why it was let go
     */
    public record Inside(
            @Nullable Instant described,
            boolean none,
            @Nullable String note,
            @Nullable Long members,
            boolean pictured,
            @Nullable Instant released,
            @Nullable String reason) {}

    public long size() {
        return disk.size();
    }

    public @Nullable Instant modified() {
        return disk.modified();
    }

    public long inode() {
        return disk.inode();
    }

    public @Nullable String sha256() {
        return disk.sha256();
    }

    public Instant received() {
        return arrival.received();
    }

    public Origin origin() {
        return arrival.origin();
    }

    public State state() {
        return standing.state();
    }

    public Instant stateSince() {
        return standing.since();
    }

    public int attempts() {
        return standing.attempts();
    }

    public @Nullable String error() {
        return standing.error();
    }

    public Optional<Category> category() {
        return verdict.category();
    }

    public @Nullable String mime() {
        return verdict.mime();
    }

    public @Nullable String puid() {
        return puids().isEmpty() ? null : puids().getFirst();
    }

    public List<String> puids() {
        return verdict.puids();
    }

    public @Nullable String format() {
        return verdict.format();
    }

    public @Nullable String version() {
        return verdict.version();
    }

    public @Nullable Basis basis() {
        return verdict.basis();
    }

    /** False where neither its content nor its name told what it is. */
    public boolean isIdentified() {
        return !Identification.UNKNOWN.equals(format());
    }

    public boolean mismatch() {
        return verdict.mismatch();
    }

    public @Nullable String nameSays() {
        return verdict.nameSays();
    }

    public Set<Risk> risks() {
        return verdict.risks();
    }

    public @Nullable String metadata() {
        return verdict.metadata();
    }

    public @Nullable String rules() {
        return verdict.rules();
    }

    public @Nullable String detector() {
        return verdict.detector();
    }
}
