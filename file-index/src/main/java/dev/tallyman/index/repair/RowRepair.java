package dev.tallyman.index.repair;

import dev.tallyman.file.Risk;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
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
public record RowRepair(Places places, Session session, ToIntFunction<FilePath> rank, Instant now) {
    /** How many files it found, or found changed or missing. */
    public int apply(Difference repair) throws SQLException {
        try {
            return switch (repair) {
                case Difference.New file -> insert(file);
                case Difference.Changed file -> settling().change(file.id(), file.facts(), file.arrived());
                case Difference.Absent file -> settling().settle(file.id());
                case Difference.Stray file -> settling().adopt(file.name());
                case Difference.Ghost file -> settling().forget(file.id());
            };
        } catch (IOException e) {
            System.getLogger(RowRepair.class.getName())
                    .log(System.Logger.Level.WARNING, "What cannot be looked at stays as it is", e);
            return 0;
        }
    }

    private RowPlacement settling() {
        return new RowPlacement(places, session, now);
    }

    private int insert(Difference.New file) throws SQLException, IOException {
        if (!isStillThere(file) || returnFromTrash(file)) {
            return 0;
        }
        if (new Relocation(settling()).arrive(file.path(), file.facts())) {
            return 1;
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
    private boolean isStillThere(Difference.New file) throws IOException {
        return places.inFiles(file.path())
                .filter(there -> there.facts().inode() == file.facts().inode())
                .isPresent();
    }

    // A restore that was cut off between its move and its row: the bytes are back, the row says
    // trashed.
    private boolean returnFromTrash(Difference.New file) throws SQLException, IOException {
        List<Long> ids = session.list(
                "SELECT id FROM file WHERE state = 'trashed' AND inode = ? AND size = ? AND mtime_ns = ?",
                row -> row.getLong(1),
                file.facts().inode(),
                file.facts().size(),
                file.facts().mtimeNanos());
        for (long id : ids) {
            Optional<FileStatus> trashed = places.inTrash(Volume.trashName(id));
            if (trashed.isEmpty() || trashed.get().facts().equals(file.facts())) {
                settling().bringBack(id, file.path());
                // An earlier version of this program gave it a second name first.
                places.deleteFromTrash(id);
                return true;
            }
        }
        return false;
    }
}
