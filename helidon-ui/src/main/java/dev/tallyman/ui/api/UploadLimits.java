package dev.tallyman.ui.api;

import dev.tallyman.index.Index;
import dev.tallyman.rules.Role;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.UploadCounters;
import dev.tallyman.volume.Space;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is taken in: each is said before a byte of it is read, where it is known then. */
public final class UploadLimits {
    /** What an upload leaves on the volume for the index and whoever tidies up. */
    private static final long MARGIN = 1 << 20;

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** More than small uploads fill before it is asked again. */
    private static final long PLENTY = 4L << 30;

    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    private final Index index;
    private final Supplier<Rules> rules;
    private final UploadCounters counters;
    private volatile Room last = new Room(0, 0);

    /** What was free at a moment of the machine’s clock. */
    private record Room(long free, long at) {}

    public UploadLimits(Index index, Supplier<Rules> rules, UploadCounters counters) {
        this.index = index;
        this.rules = rules;
        this.counters = counters;
    }

    /** Bytes of one file at most. */
    long largest() {
        return rules.get().uploads().limit();
    }

    /** The priority of a file's folder. */
    int rank(FilePath path) {
        return rules.get().rank(path);
    }

    /** Refuses what is to lie where whoever sends it may not hand in: 403. */
    void provePlace(FilePath path) {
        Visit.require(Role.CONTRIBUTOR, path);
    }

    /** Refuses a path that cannot be, 400, and what the rules do not take in, by ending or type, 415. */
    void proveTarget(FilePath path, @Nullable String mime) {
        index.intake().proveFolderOf(path);
        rules.get().uploads().refusal(path.extension(), mime).ifPresent(type -> {
            throw new Problem(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "Files of this type are not taken in",
                    "The rules refuse “" + type + "”.");
        });
    }

    /** Refuses a file that is too large, 413, or finds no room on the volume, 507. */
    void proveRoom(long length) {
        index.file().prove();
        if (length > largest()) {
            throw tooLarge();
        }
        long room = free(length) - MARGIN;
        // Small ones cost more to ask for than they take.
        long promised = length > MARGIN ? index.unfinished().promised().bytes() : 0;
        if (length > room - promised) {
            throw full();
        }
    }

    // The system is asked by reading its table of mounts, which costs as much as writing a small file.
    private long free(long length) {
        long now = System.nanoTime();
        Room known = last;
        if (length <= MARGIN && known.free() > PLENTY && now - known.at() < MOMENT) {
            return known.free();
        }
        long free = index.volume().space().free();
        last = new Room(free, now);
        return free;
    }

    /** For how long an unfinished upload is kept that nobody goes on with. */
    Duration patience() {
        Duration patience = rules.get().retention().uploads();
        return patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
    }

    Problem tooLarge() {
        return new Problem(
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                "The file is too large",
                "Files of up to %d MB are taken in. Split it, or change the limit in the rules."
                        .formatted(largest() / 1_000_000));
    }

    Problem full() {
        counters.refused();
        Space space = index.volume().space();
        return new Problem(
                Status.INSUFFICIENT_STORAGE_507,
                "The volume is full",
                "%d MB of %d MB are free, too few for this file. Nothing was lost. Free space or ask for a larger volume, then try again."
                        .formatted(space.free() / 1_000_000, space.total() / 1_000_000));
    }
}
