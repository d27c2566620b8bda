package dev.tallyman.index.repair;

import dev.tallyman.file.State;
import dev.tallyman.index.database.Database;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the index in the order of their paths, read a page at a time: no transaction stays
 * open for as long as a walk takes, and memory does not grow with the index.
 */
final class KnownFiles {
    private static final int PAGE = 5_000;

    private final Database database;
    private final Deque<Known> page = new ArrayDeque<>();
    private Future<List<Known>> nextPage;

    KnownFiles(Database database) {
        this.database = database;
        this.nextPage = fetch(new byte[0]);
    }

    /**
     * What a comparison needs of a row.
     *
     * @param changedNanos its inode's change time when it was read; null where it is not recorded
     * @param state missing or claimed, which alone matter to it; null for any other
     */
    record Known(
            long id,
            FilePath path,
            DiskFacts facts,
            @Nullable Long changedNanos,
            @Nullable State state) {
        /** True when the file is as it was read. */
        boolean isAs(FileStatus now) {
            return facts.equals(now.facts()) && (changedNanos == null || changedNanos == now.changedNanos());
        }
    }

    /** The next row without taking it; null at the end. */
    @Nullable
    Known peek() {
        if (page.isEmpty()) {
            List<Known> rows = await(nextPage);
            page.addAll(rows);
            nextPage = rows.size() < PAGE
                    ? CompletableFuture.completedFuture(List.of())
                    : fetch(rows.getLast().path().bytes());
        }
        return page.peekFirst();
    }

    // While the walk asks the disk about one page, another core asks SQLite for the next.
    private Future<List<Known>> fetch(byte[] after) {
        FutureTask<List<Known>> task = new FutureTask<>(() -> rows(after));
        Thread.ofVirtual().name("known-files").start(task);
        return task;
    }

    private List<Known> rows(byte[] after) {
        return database.read(session -> session.list("""
                SELECT id, path, size, mtime_ns, inode, iif(state IN ('missing', 'claimed'), state, NULL),
                       iif(state = 'classified', ctime_ns, NULL) FROM file
                 WHERE state <> 'trashed' AND path > ? ORDER BY path LIMIT ?
                """, KnownFiles::known, after, PAGE));
    }

    private static Known known(ResultSet row) throws SQLException {
        String state = row.getString(6);
        long changed = row.getLong(7);
        boolean recorded = !row.wasNull();
        return new Known(
                row.getLong(1),
                FilePath.known(row.getBytes(2)),
                new DiskFacts(row.getLong(3), row.getLong(4), row.getLong(5)),
                recorded ? changed : null,
                state == null ? null : State.of(state));
    }

    private static List<Known> await(Future<List<Known>> page) {
        try {
            return page.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the index", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IntakeException reason
                    ? reason
                    : new IllegalStateException("the index could not be read", e);
        }
    }

    void next() {
        page.pollFirst();
    }
}
