package dev.tallyman.index;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the index in the order of their paths, read a page at a time: no transaction stays
 * open for as long as a walk takes, and memory does not grow with the index.
 */
final class KnownFiles {
    private static final int PAGE = 5_000;

    private final Database database;
    private final Deque<Known> page = new ArrayDeque<>();
    private byte[] last = new byte[0];
    private boolean ended;

    KnownFiles(Database database) {
        this.database = database;
    }

    /** What a comparison needs of a row. */
    record Known(long id, FilePath path, DiskFacts facts, State state) {}

    /** The next row without taking it; null at the end. */
    @Nullable Known peek() {
        if (page.isEmpty() && !ended) {
            byte[] after = last;
            List<Known> rows =
                    database.read(
                            session ->
                                    session.list(
                                            """
                    SELECT id, path, size, mtime_ns, inode, state FROM file
                     WHERE state <> 'trashed' AND path > ? ORDER BY path LIMIT ?
                    """,
                                            row ->
                                                    new Known(
                                                            row.getLong(1),
                                                            FilePath.of(row.getBytes(2)),
                                                            new DiskFacts(
                                                                    row.getLong(3),
                                                                    row.getLong(4),
                                                                    row.getLong(5)),
                                                            State.of(row.getString(6))),
                                            after,
                                            PAGE));
            ended = rows.size() < PAGE;
            page.addAll(rows);
            if (!rows.isEmpty()) {
                last = rows.getLast().path().bytes();
            }
        }
        return page.peekFirst();
    }

    void next() {
        page.pollFirst();
    }
}
