package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * Copies the write-ahead log into the index beside those who write: SQLite itself has the writer do it who filled the
 * log, and whoever comes after that one wait for the disk. https://sqlite.org/wal.html#ckpt
 */
final class Checkpoints implements AutoCloseable {
    // About four megabytes of the log, as SQLite itself.
    private static final int WRITES = 64;

    private final Database database;
    private boolean begun;
    private int writes;
    private volatile long bytes; // of the log, when it was copied last
    private long next = WriteAheadLog.BOUND;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    Checkpoints(Database database) {
        this.database = database;
    }

    /** From now on it happens here. */
    synchronized void begin() {
        begun = true;
    }

    /** To be called after each write; true when the log is long although it was copied: it should begin anew. */
    synchronized boolean written() {
        writes++;
        if (!begun || !last.isDone()) {
            return false;
        }
        boolean isLong = bytes > next;
        next = isLong ? bytes + WriteAheadLog.BOUND : bytes < WriteAheadLog.BOUND ? WriteAheadLog.BOUND : next;
        if (writes >= WRITES) {
            writes = 0;
            last = CompletableFuture.runAsync(this::copy, Thread::startVirtualThread);
        }
        return isLong;
    }

    // That it failed is the next write's to say, which copies by itself once the log is long.
    private void copy() {
        try (Session session = database.connectAgain()) {
            bytes = WriteAheadLog.PAGE
                    * session.one("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getLong(2))
                            .orElse(0L);
        } catch (SQLException | IntakeException e) {
            System.getLogger(Checkpoints.class.getName())
                    .log(System.Logger.Level.DEBUG, "the write-ahead log is not copied yet", e);
        }
    }

    /** Returns when what runs has ended. */
    void await() {
        CompletableFuture<Void> running;
        synchronized (this) {
            running = last;
        }
        running.exceptionally(_ -> null).join();
    }

    /** No more of it; returns when nothing of it runs. */
    @Override
    public void close() {
        synchronized (this) {
            begun = false;
        }
        await();
    }
}
