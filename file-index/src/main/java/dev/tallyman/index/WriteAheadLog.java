package dev.tallyman.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The file beside the index that new writes go to, kept short. SQLite copies it into the index by
 * itself, but begins it anew only in a moment without readers, which a busy server may never have.
 * https://sqlite.org/wal.html#avoiding_excessively_large_wal_files
 */
final class WriteAheadLog {
    /** What it may hold before a write waits for readers to shorten it. */
    static final long BOUND = 16L << 20;

    /** What it may hold in quiet times. */
    private static final long AT_REST = 1L << 20;

    // Writers wait as well meanwhile. Whoever reads for longer, a report for one, is waited for
    // another time.
    private static final int PATIENCE_MILLIS = 200;

    private final Path file;
    private long next = BOUND;

    WriteAheadLog(Path index) {
        this.file = index.resolveSibling(index.getFileName() + "-wal");
    }

    /** How long it is now; 0 without one. */
    long bytes() {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new IndexException.Unusable("The size of " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** To be called after each write. After a try in vain it may grow as much again. */
    void keepShort(Session writer) {
        long bytes = bytes();
        if (bytes < BOUND) {
            next = BOUND;
        } else if (bytes >= next) {
            next = empty(writer) ? BOUND : bytes + BOUND;
        }
    }

    /** To be called in quiet times: leaves next to nothing of it. */
    void rest(Session writer) {
        if (bytes() > AT_REST) {
            empty(writer);
        }
    }

    // False when readers were in the way. That it failed for another reason is the next write's
    // to say: this one is done.
    private static boolean empty(Session writer) {
        try {
            writer.execute("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
            try {
                return writer.number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
            } finally {
                writer.execute("PRAGMA busy_timeout = " + Database.BUSY_MILLIS);
            }
        } catch (SQLException e) {
            System.getLogger(WriteAheadLog.class.getName())
                    .log(System.Logger.Level.DEBUG, "the log stays as long as it is", e);
            return false;
        }
    }
}
