package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file beside the index that new writes go to, kept short. SQLite copies it into the index by
 * itself, but begins it anew only in a moment without readers, which a busy server may never have.
 * https://sqlite.org/wal.html#avoiding_excessively_large_wal_files
 */
final class WriteAheadLog {
    /** What it may hold before a write waits for readers to shorten it. */
    static final long BOUND = 16L << 20;

    /** What one page of it takes, nearly. */
    static final long PAGE = 4096;

    /** What it may hold in quiet times. */
    private static final long AT_REST = 1L << 20;

    // Writers wait as well meanwhile. Whoever reads for longer, a report for one, is waited for
    // another time.
    private static final int PATIENCE_MILLIS = 200;

    private final Path index;
    private final Path file;
    private long bound = BOUND;
    private long next = BOUND;
    private Runnable beside = () -> {};
    private volatile @Nullable Object opened;

    WriteAheadLog(Path index) {
        this.index = index;
        this.file = beside(index, "-wal");
    }

    private static Path beside(Path index, String suffix) {
        return index.resolveSibling(index.getFileName() + suffix);
    }

    /** How long it is now; 0 without one. */
    long bytes() {
        return there().map(BasicFileAttributes::size).orElse(0L);
    }

    private Optional<BasicFileAttributes> there() {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IntakeException.Unusable("The size of " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** To be called while the index is open and has its name: the log that is there is its own. */
    void know() {
        opened = there().map(BasicFileAttributes::fileKey).orElse(null);
    }

    /**
     * To be called when another index has its name: that one would take this log for its own, and
     * be damaged by it. It is kept, named after the time.
     */
    void setAside() {
        if (opened == null
                || !Objects.equals(
                        opened, there().map(BasicFileAttributes::fileKey).orElse(null))) {
            return; // it went with its index, or was set aside by another program
        }
        try {
            Path aside =
                    beside(index, ".replaced-" + Files.getLastModifiedTime(file).toMillis());
            Files.move(file, beside(aside, "-wal"));
            Files.deleteIfExists(beside(index, "-shm"));
        } catch (NoSuchFileException e) {
            // another program was faster
        } catch (IOException e) {
            throw new IntakeException.Unusable(
                    "Delete " + file
                            + " before anything uses the index that is there now: it belongs to the one before ("
                            + e.getMessage() + ").",
                    e);
        }
    }

    /** To be called after each write. After a try in vain it may grow as much again. */
    void keepShort(Session writer) {
        long bytes = bytes();
        if (bytes < bound) {
            next = bound;
        } else if (bytes >= next) {
            beside.run();
            next = checkpoint(writer, "TRUNCATE") ? bound : bytes + bound;
        }
    }

    /**
     * Somebody else copies it into the index: the writer does only where that did not suffice.
     *
     * @param ended returns when the other does nothing, because only one can
     */
    void checkpointedBeside(Runnable ended) {
        beside = ended;
        bound = 2 * BOUND;
        next = bound;
    }

    /** Has the next write begin at its start again: what it overwrites is durable sooner than what makes it longer. */
    void beginAnew(Session writer) {
        checkpoint(writer, "RESTART");
    }

    /** To be called in quiet times: leaves next to nothing of it. */
    void rest(Session writer) {
        if (bytes() > AT_REST) {
            checkpoint(writer, "TRUNCATE");
        }
    }

    // False when readers were in the way. That it failed for another reason is the next write's
    // to say: this one is done.
    private static boolean checkpoint(Session writer, String mode) {
        try {
            writer.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
            try {
                return writer.number("PRAGMA wal_checkpoint(" + mode + ")") == 0;
            } finally {
                writer.execute("PRAGMA busy_timeout = " + Session.BUSY_MILLIS);
            }
        } catch (SQLException e) {
            System.getLogger(WriteAheadLog.class.getName())
                    .log(System.Logger.Level.DEBUG, "the log stays as long as it is", e);
            return false;
        }
    }
}
