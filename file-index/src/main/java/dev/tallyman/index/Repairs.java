package dev.tallyman.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Brings the index in line with what a discovery saw, in batches. Each statement is guarded: the
 * world goes on meanwhile.
 */
final class Repairs {
    private static final int BATCH = 1_000;

    private final Volume volume;
    private final Database database;
    private final InstantSource clock;
    private final ToIntFunction<FilePath> rank;
    private final List<Repair> batch = new ArrayList<>();
    private final List<byte[]> unreadable = new ArrayList<>();
    private long found;
    private long changed;
    private long missing;

    Repairs(Volume volume, Database database, InstantSource clock, ToIntFunction<FilePath> rank) {
        this.volume = volume;
        this.database = database;
        this.clock = clock;
        this.rank = rank;
    }

    private sealed interface Repair {}

    private record New(FilePath path, DiskFacts facts, long arrived) implements Repair {}

    private record Changed(long id, FilePath path, DiskFacts facts, long arrived)
            implements Repair {}

    private record Missing(long id) implements Repair {}

    private record InTrash(long id) implements Repair {}

    /** Below this folder nothing could be seen, so nothing there is missing. */
    void unreadable(FilePath folder) {
        unreadable.add((folder.text() + "/").getBytes(StandardCharsets.UTF_8));
    }

    void found(FilePath path, DiskFacts facts) {
        long arrived = arrived(path);
        if (arrived != 0) {
            add(new New(path, facts, arrived));
        }
    }

    /**
     * True when the file is not what the row says. A file that is being read is its reader's
     * business.
     */
    boolean compare(KnownFiles.Known row, DiskFacts facts) {
        boolean same = row.facts().equals(facts) && row.state() != State.MISSING;
        if (same || row.state() == State.CLAIMED) {
            return false;
        }
        long arrived = arrived(row.path());
        if (arrived != 0) {
            add(new Changed(row.id(), row.path(), facts, arrived));
        }
        return true;
    }

    void absent(KnownFiles.Known row) {
        if (row.state() == State.MISSING
                || row.state() == State.CLAIMED
                || isBelowUnreadable(row.path())) {
            return;
        }
        try {
            // The walk may have passed here before the file came.
            if (Discovery.factsOf(volume.file(row.path())).isPresent()
                    && Volume.isFile(volume.file(row.path()))) {
                return;
            }
        } catch (IOException e) {
            return;
        }
        add(Files.exists(volume.trashed(row.id())) ? new InTrash(row.id()) : new Missing(row.id()));
    }

    private boolean isBelowUnreadable(FilePath path) {
        byte[] bytes = path.bytes();
        for (byte[] folder : unreadable) {
            if (bytes.length > folder.length
                    && Arrays.equals(bytes, 0, folder.length, folder, 0, folder.length)) {
                return true;
            }
        }
        return false;
    }

    private long arrived(FilePath path) {
        try {
            return DiskFacts.arrivedMillis(volume.file(path));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            return clock.millis();
        }
    }

    private void add(Repair repair) {
        batch.add(repair);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        long[] counts =
                database.write(
                        session -> {
                            long[] sums = new long[3];
                            Instant now = clock.instant();
                            for (Repair repair : batch) {
                                switch (repair) {
                                    case New file -> sums[0] += insert(session, file, now);
                                    case Changed file -> sums[1] += change(session, file, now);
                                    case Missing file -> sums[2] += miss(session, file, now);
                                    case InTrash file -> trash(session, file, now);
                                }
                            }
                            return sums;
                        });
        found += counts[0];
        changed += counts[1];
        missing += counts[2];
        batch.clear();
    }

    private int insert(Session session, New file, Instant now) throws SQLException {
        if (!isStillThere(file) || returnFromTrash(session, file, now)) {
            return 0;
        }
        FilePath path = file.path();
        return session.update(
                """
                INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, rank, state,
                                  state_since, risks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'found', ?, ?, 'received', ?, ?)
                ON CONFLICT (path) WHERE state <> 'trashed' DO NOTHING
                """,
                path,
                path.isUtf8(),
                path.top(),
                path.folded(),
                path.extension(),
                file.facts().size(),
                file.facts().mtimeNanos(),
                file.facts().inode(),
                file.arrived(),
                rank.applyAsInt(path),
                now,
                Risk.join(Risk.ofName(path)));
    }

    // Deleted again since the walk saw it: a row would be one for bytes that another row has. Asked
    // inside the transaction, since a delete moves the bytes first and waits for it with its row.
    private boolean isStillThere(New file) {
        try {
            return DiskFacts.of(volume.file(file.path())).inode() == file.facts().inode();
        } catch (IOException e) {
            return false;
        }
    }

    // A restore that was cut off between its link and its row: the bytes are back, the row says
    // trashed.
    private boolean returnFromTrash(Session session, New file, Instant now) throws SQLException {
        List<Long> ids =
                session.list(
                        "SELECT id FROM file WHERE state = 'trashed' AND inode = ? AND size = ? AND mtime_ns = ?",
                        row -> row.getLong(1),
                        file.facts().inode(),
                        file.facts().size(),
                        file.facts().mtimeNanos());
        for (long id : ids) {
            Path trashed = volume.trashed(id);
            if (!Files.exists(trashed) || isSameFile(trashed, volume.file(file.path()))) {
                FilePath path = file.path();
                session.update(
                        """
                        UPDATE OR IGNORE file SET path = ?, utf8 = ?, top = ?, folded = ?, extension = ?,
                               state = coalesce(before, 'received'), state_since = ?, before = NULL
                         WHERE id = ?
                        """,
                        path,
                        path.isUtf8(),
                        path.top(),
                        path.folded(),
                        path.extension(),
                        now,
                        id);
                deleteQuietly(trashed);
                return true;
            }
        }
        return false;
    }

    private static boolean isSameFile(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static void deleteQuietly(Path trashed) {
        try {
            Files.deleteIfExists(trashed);
        } catch (IOException e) {
            System.getLogger(Repairs.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "a second name of a restored file stays in the trash",
                            e);
        }
    }

    private static int change(Session session, Changed file, Instant now) throws SQLException {
        return session.update(
                """
                UPDATE file SET size = ?, mtime_ns = ?, inode = ?, arrived = ?, sha256 = NULL, category = '', mime = NULL,
                       puid = NULL, format = NULL, version = NULL, basis = NULL, mismatch = 0, name_says = NULL, risks = ?,
                       metadata = NULL, attempts = 0, suspected = 0, error = NULL, done = NULL, state = 'received',
                       state_since = ?
                 WHERE id = ? AND state <> 'trashed' AND state <> 'claimed'
                """,
                file.facts().size(),
                file.facts().mtimeNanos(),
                file.facts().inode(),
                file.arrived(),
                Risk.join(Risk.ofName(file.path())),
                now,
                file.id());
    }

    private static int miss(Session session, Missing file, Instant now) throws SQLException {
        return session.update(
                "UPDATE file SET state = 'missing', state_since = ? WHERE id = ? AND state <> 'trashed' AND state <> 'claimed'",
                now,
                file.id());
    }

    // A delete that was cut off between its move and its row.
    private static void trash(Session session, InTrash file, Instant now) throws SQLException {
        session.update(
                """
                UPDATE file SET before = state, state = 'trashed', state_since = ?
                 WHERE id = ? AND state <> 'trashed' AND state <> 'claimed'
                """,
                now,
                file.id());
    }

    Discovery.Result result(long same, List<Discovery.Skipped> skipped) {
        return new Discovery.Result(found, changed, missing, same, skipped);
    }
}
