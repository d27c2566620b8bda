package dev.tallyman.index;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Brings rows in line with the volume, inside one transaction. Each statement is guarded: the world
 * went on since the difference was seen.
 */
record Mending(Volume volume, Session session, ToIntFunction<FilePath> rank, Instant now) {
    /** How many rows it made or changed. */
    int apply(Repair repair) throws SQLException {
        return switch (repair) {
            case Repair.New file -> insert(file);
            case Repair.Changed file -> change(file);
            case Repair.Missing file -> miss(file);
            case Repair.InTrash file -> trash(file);
        };
    }

    private int insert(Repair.New file) throws SQLException {
        if (!isStillThere(file) || returnFromTrash(file)) {
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
    private boolean isStillThere(Repair.New file) {
        try {
            return volume.status(file.path())
                    .filter(there -> there.facts().inode() == file.facts().inode())
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    // A restore that was cut off between its link and its row: the bytes are back, the row says
    // trashed.
    private boolean returnFromTrash(Repair.New file) throws SQLException {
        List<Long> ids =
                session.list(
                        "SELECT id FROM file WHERE state = 'trashed' AND inode = ? AND size = ? AND mtime_ns = ?",
                        row -> row.getLong(1),
                        file.facts().inode(),
                        file.facts().size(),
                        file.facts().mtimeNanos());
        for (long id : ids) {
            if (isBack(id, file.path())) {
                Trash.bringBack(session, id, file.path(), now);
                deleteQuietly(id);
                return true;
            }
        }
        return false;
    }

    // Nothing is in the trash any more, or only the second name of what is back.
    private boolean isBack(long id, FilePath path) {
        try {
            Optional<FileStatus> trashed = volume.trashStatus(id);
            return trashed.isEmpty()
                    || volume.status(path).filter(trashed.get()::isSameAs).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private void deleteQuietly(long id) {
        try (OpenFolder trash = volume.openTrash()) {
            trash.delete(Volume.trashName(id));
        } catch (IOException e) {
            System.getLogger(Mending.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "a second name of a restored file stays in the trash",
                            e);
        }
    }

    private int change(Repair.Changed file) throws SQLException {
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

    private int miss(Repair.Missing file) throws SQLException {
        return session.update(
                "UPDATE file SET state = 'missing', state_since = ? WHERE id = ? AND state <> 'trashed' AND state <> 'claimed'",
                now,
                file.id());
    }

    private int trash(Repair.InTrash file) throws SQLException {
        return session.update(
                """
                UPDATE file SET before = state, state = 'trashed', state_since = ?
                 WHERE id = ? AND state <> 'trashed' AND state <> 'claimed'
                """,
                now,
                file.id());
    }
}
