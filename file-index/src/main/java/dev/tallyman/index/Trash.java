package dev.tallyman.index;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where deleted files wait: moved, never copied, so that it works on a full volume. Bytes first,
 * row second here too: a crash between the two leaves a row whose file has moved, and the next
 * sweep's discovery repairs it.
 */
public final class Trash {
    private final Volume volume;
    private final Names names;
    private final Database database;
    private final InstantSource clock;

    Trash(Volume volume, Database database, InstantSource clock) {
        this.volume = volume;
        this.names = new Names(volume);
        this.database = database;
        this.clock = clock;
    }

    /**
     * Moves a file to the trash, where it keeps its id. A row whose file is gone from the disk goes
     * too.
     */
    public StoredFile put(long id) {
        StoredFile file = database.read(session -> Intake.find(session, id));
        if (file.state() == State.TRASHED) {
            throw new IndexException.NotFound("This file is in the trash already.");
        }
        move(file);
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
                    return Intake.find(session, id);
                });
    }

    private void move(StoredFile file) {
        try (OpenFolder files = volume.openFiles();
                OpenFolder trash = volume.openTrash();
                FoundFile found = FoundFile.at(files, file.path())) {
            if (found.file().facts().inode() != file.inode()) {
                throw IndexException.Replaced.by("another file");
            }
            found.move(trash, Volume.trashName(file.id()));
        } catch (NotAFileException e) {
            throw IndexException.Replaced.by(e.kind());
        } catch (LinkedFolderException e) {
            throw IndexException.Replaced.by("something behind a symbolic link");
        } catch (FileAlreadyExistsException e) {
            throw new IndexException.Unusable(
                    "In trash/"
                            + file.id()
                            + " lies something that the index does not know, and that is never replaced. Move it away, then delete the file again.",
                    e);
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Gone behind our back: the row still goes to the trash, and restoring says that there
            // is nothing.
        } catch (IOException e) {
            throw Intake.failed("moved to the trash", e);
        }
    }

    /** Brings a file back, under a free name beside its old one if that is taken. */
    public StoredFile restore(long id) {
        StoredFile file = database.read(session -> Intake.find(session, id));
        if (file.state() != State.TRASHED) {
            throw new IndexException.NotFound("This file is not in the trash.");
        }
        FilePath path;
        try (OpenFolder trash = volume.openTrash();
                FoundFile trashed = FoundFile.at(trash, Volume.trashName(id))) {
            path = names.take(trashed::link, file.path(), Intake.Taken.NUMBER);
            trashed.delete();
        } catch (NotAFileException e) {
            throw IndexException.Replaced.by(e.kind());
        } catch (NoSuchFileException e) {
            throw new IndexException.NotFound(
                    "Its bytes were gone from the disk before it was deleted; nothing to restore.");
        } catch (IOException e) {
            throw Intake.failed("restored", e);
        }
        return database.writeDurably(
                session -> {
                    // A sweep may have found the file between its link and this row.
                    session.update(
                            "DELETE FROM file WHERE path = ? AND state <> 'trashed' AND id <> ?",
                            path,
                            id);
                    bringBack(session, id, path, clock.instant());
                    Requests.count(session, false);
                    return Intake.find(session, id);
                });
    }

    /** The row of a file whose bytes have come back; it stays where another has this path. */
    static void bringBack(Session session, long id, FilePath path, Instant now)
            throws SQLException {
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
        List<String> failed = new ArrayList<>();
        purge(List.of(id), failed);
        refuse(failed);
    }

    /** Empties the trash. How many files. */
    public int empty() {
        return purgeBefore(Instant.MAX);
    }

    /** Purges what was trashed, or went missing, before a time. How many files. */
    public int purgeBefore(Instant time) {
        long millis = time.equals(Instant.MAX) ? Long.MAX_VALUE : time.toEpochMilli();
        String states = time.equals(Instant.MAX) ? "('trashed')" : "('trashed', 'missing')";
        int purged = 0;
        long last = 0;
        List<String> failed = new ArrayList<>();
        while (true) {
            List<Long> ids = due(states, millis, last);
            if (ids.isEmpty()) {
                break;
            }
            purged += purge(ids, failed);
            last = ids.getLast();
        }
        refuse(failed);
        return purged;
    }

    private List<Long> due(String states, long millis, long after) {
        return database.read(
                session ->
                        session.list(
                                "SELECT id FROM file WHERE state IN "
                                        + states
                                        + " AND state_since < ? AND id > ? ORDER BY id LIMIT 500",
                                row -> row.getLong(1),
                                millis,
                                after));
    }

    // Bytes first here too: on a full volume the freed bytes make room for the rows' transaction.
    // What is no file stays, and its row with it: it is not what was deleted.
    private int purge(List<Long> ids, List<String> failed) {
        List<Long> gone = new ArrayList<>();
        try (OpenFolder trash = volume.openTrash()) {
            for (long id : ids) {
                try {
                    if (isGone(trash, Volume.trashName(id))) {
                        gone.add(id);
                    }
                } catch (IOException e) {
                    failed.add(volume.inside(volume.trashed(id)) + ": " + e);
                }
            }
        } catch (IOException e) {
            throw Intake.failed("purged", e);
        }
        return database.write(
                session -> {
                    int rows = 0;
                    for (long id : gone) {
                        rows +=
                                session.update(
                                        "DELETE FROM file WHERE id = ? AND state IN ('trashed', 'missing')",
                                        id);
                    }
                    return rows;
                });
    }

    private static boolean isGone(OpenFolder trash, FilePath name) throws IOException {
        Optional<FileStatus> there = trash.status(name);
        if (there.filter(FileStatus::isFile).isPresent()) {
            trash.delete(name);
            return true;
        }
        return there.isEmpty();
    }

    private static void refuse(List<String> failed) {
        if (!failed.isEmpty()) {
            throw new IndexException.Unusable(
                    "The rest is purged, but not " + String.join(", ", failed) + ".");
        }
    }
}
