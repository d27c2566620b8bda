package dev.tallyman.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people do to a file. Bytes first, row second: a crash between the two leaves a file without
 * a row or a row whose file has moved, never a row without bytes, and the next sweep's discovery
 * repairs either.
 */
public final class Intake {
    private final Volume volume;
    private final Names names;
    private final Database database;
    private final InstantSource clock;

    Intake(Volume volume, Database database, InstantSource clock) {
        this.volume = volume;
        this.names = new Names(volume);
        this.database = database;
        this.clock = clock;
    }

    /** What to do when the name is taken. */
    public enum Taken {
        NUMBER,
        REFUSE
    }

    /**
     * Finishes an upload: {@code part}, whole and synced in {@code uploads/}, becomes {@code
     * wanted} or the next free name beside it, durable together with its row when this returns. The
     * request counter goes up with the row.
     *
     * @param sha256 of the bytes, hex
     * @param rank the folder's priority in the rules
     * @throws IndexException.NameTaken only with {@link Taken#REFUSE}; {@code part} is still there
     */
    public StoredFile receive(Path part, FilePath wanted, String sha256, int rank, Taken taken) {
        FilePath path = null;
        try {
            path = names.take(part, wanted, taken);
            DiskFacts facts = DiskFacts.of(volume.file(path));
            StoredFile stored = insert(path, facts, sha256, rank);
            Files.deleteIfExists(part);
            return stored;
        } catch (IOException e) {
            takeBack(path);
            throw failed("stored", e);
        } catch (IndexException e) {
            takeBack(path);
            throw e;
        }
    }

    private void takeBack(@Nullable FilePath path) {
        try {
            if (path != null) {
                Files.deleteIfExists(volume.file(path));
            }
        } catch (IOException e) {
            System.getLogger(Intake.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "A file without a row stays until the next sweep finds it",
                            e);
        }
    }

    private StoredFile insert(FilePath path, DiskFacts facts, String sha256, int rank) {
        Instant now = clock.instant();
        return database.writeDurably(
                session -> {
                    // A sweep may have found the file between its link and this row: then the row
                    // is completed.
                    long id =
                            session.one(
                                            """
                            INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived,
                                              rank, state, state_since, sha256, risks)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'upload', ?, ?, 'received', ?, ?, ?)
                            ON CONFLICT (path) WHERE state <> 'trashed' DO UPDATE SET
                              origin = 'upload', size = excluded.size, mtime_ns = excluded.mtime_ns,
                              inode = excluded.inode, arrived = excluded.arrived, sha256 = excluded.sha256,
                              category = CASE state WHEN 'missing' THEN '' ELSE category END,
                              attempts = CASE state WHEN 'missing' THEN 0 ELSE attempts END,
                              state_since = CASE state WHEN 'missing' THEN excluded.state_since ELSE state_since END,
                              state = CASE state WHEN 'missing' THEN 'received' ELSE state END
                            RETURNING id
                            """,
                                            row -> row.getLong(1),
                                            path,
                                            path.isUtf8(),
                                            path.top(),
                                            path.folded(),
                                            path.extension(),
                                            facts.size(),
                                            facts.mtimeNanos(),
                                            facts.inode(),
                                            now,
                                            rank,
                                            now,
                                            HexFormat.of().parseHex(sha256),
                                            Risk.join(Risk.ofName(path)))
                                    .orElseThrow();
                    Requests.count(session, false);
                    return find(session, id);
                });
    }

    private static StoredFile find(Session session, long id) throws SQLException {
        return session.one("SELECT " + Rows.FILE + " FROM file WHERE id = ?", Rows::file, id)
                .orElseThrow(() -> new IndexException.NotFound("There is no file with this id."));
    }

    /**
     * Moves a file to the trash, where it keeps its id. A row whose file is gone from the disk goes
     * too.
     */
    public StoredFile trash(long id) {
        StoredFile file = database.read(session -> find(session, id));
        if (file.state() == State.TRASHED) {
            throw new IndexException.NotFound("This file is in the trash already.");
        }
        move(volume.file(file.path()), volume.trashed(id));
        return database.write(
                session -> {
                    session.update(
                            """
                    UPDATE file SET before = CASE state WHEN 'claimed' THEN 'received' ELSE state END, state = 'trashed',
                           state_since = ?, owner = NULL
                     WHERE id = ? AND state <> 'trashed'
                    """,
                            clock.instant(),
                            id);
                    return find(session, id);
                });
    }

    private void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            Volume.syncFolder(Volume.parent(to));
        } catch (NoSuchFileException e) {
            // Gone behind our back: the row still goes to the trash, and restoring says that there
            // is nothing.
        } catch (IOException e) {
            throw failed("moved to the trash", e);
        }
    }

    /** Brings a file back, under a free name beside its old one if that is taken. */
    public StoredFile restore(long id) {
        StoredFile file = database.read(session -> find(session, id));
        if (file.state() != State.TRASHED) {
            throw new IndexException.NotFound("This file is not in the trash.");
        }
        Path trashed = volume.trashed(id);
        if (!Volume.isFile(trashed)) {
            throw new IndexException.NotFound(
                    "Its bytes were gone from the disk before it was deleted; nothing to restore.");
        }
        FilePath path;
        try {
            path = names.take(trashed, file.path(), Taken.NUMBER);
            Files.delete(trashed);
        } catch (IOException e) {
            throw failed("restored", e);
        }
        return database.writeDurably(
                session -> {
                    // A sweep may have found the file between its link and this row.
                    session.update(
                            "DELETE FROM file WHERE path = ? AND state <> 'trashed' AND id <> ?",
                            path,
                            id);
                    session.update(
                            """
                    UPDATE file SET path = ?, utf8 = ?, top = ?, folded = ?, extension = ?, state = coalesce(before, 'received'),
                           state_since = ?, before = NULL
                     WHERE id = ?
                    """,
                            path,
                            path.isUtf8(),
                            path.top(),
                            path.folded(),
                            path.extension(),
                            clock.instant(),
                            id);
                    Requests.count(session, false);
                    return find(session, id);
                });
    }

    /** Deletes a file in the trash for good, its row and its bytes. */
    public void purge(long id) {
        boolean known =
                database.read(
                        session ->
                                session.number(
                                                "SELECT count(*) FROM file WHERE id = ? AND state IN ('trashed', 'missing')",
                                                id)
                                        == 1);
        if (!known) {
            throw new IndexException.NotFound("There is no such file in the trash.");
        }
        purge(List.of(id));
    }

    /** Empties the trash. How many files. */
    public int purgeAll() {
        return purgeBefore(Instant.MAX);
    }

    /** Purges what was trashed, or went missing, before a time. How many files. */
    public int purgeBefore(Instant time) {
        long millis = time.equals(Instant.MAX) ? Long.MAX_VALUE : time.toEpochMilli();
        String states = time.equals(Instant.MAX) ? "('trashed')" : "('trashed', 'missing')";
        int purged = 0;
        while (true) {
            List<Long> ids =
                    database.read(
                            session ->
                                    session.list(
                                            "SELECT id FROM file WHERE state IN "
                                                    + states
                                                    + " AND state_since < ? ORDER BY id LIMIT 500",
                                            row -> row.getLong(1),
                                            millis));
            if (ids.isEmpty()) {
                return purged;
            }
            purge(ids);
            purged += ids.size();
        }
    }

    // Bytes first here too: on a full volume the freed bytes make room for the rows' transaction.
    private void purge(List<Long> ids) {
        try {
            for (long id : ids) {
                Files.deleteIfExists(volume.trashed(id));
            }
        } catch (IOException e) {
            throw failed("purged", e);
        }
        database.write(
                session -> {
                    for (long id : ids) {
                        session.update(
                                "DELETE FROM file WHERE id = ? AND state IN ('trashed', 'missing')",
                                id);
                    }
                    return ids.size();
                });
    }

    /**
     * Back to {@code received} from {@code failed} or {@code quarantined}, with no attempt charged.
     */
    public StoredFile retry(long id) {
        return database.write(
                session -> {
                    StoredFile file = find(session, id);
                    if (file.state() != State.FAILED && file.state() != State.QUARANTINED) {
                        throw new IndexException.NotFound(
                                "Only a file that failed or needs you can be tried again; this one is "
                                        + file.state().label()
                                        + ".");
                    }
                    session.update(
                            """
                    UPDATE file SET state = 'received', state_since = ?, attempts = 0, suspected = 0, error = NULL,
                           category = '', done = NULL
                     WHERE id = ?
                    """,
                            clock.instant(),
                            id);
                    Requests.count(session, false);
                    return find(session, id);
                });
    }

    private static IndexException failed(String what, IOException e) {
        if (Volume.isFull(e)) {
            return new IndexException.Full(
                    "The volume is full. Nothing was lost. Free space or ask for a larger volume, then try again.",
                    e);
        }
        return new IndexException.Unusable(
                "The file could not be " + what + ": " + e.getMessage(), e);
    }
}
