package dev.tallyman.index.repair;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.search.Renamed;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Brings a row in line with the place where its bytes lie, inside one transaction: the table in
 * docs/decisions/0037. Whoever finds the two apart, or takes them apart, comes here; each statement
 * looks again, since the world went on.
 */
public record RowPlacement(Places places, Session session, Instant now) {
    /** Why somebody finds a file in the trash that nobody put there. */
    static final String STRAY =
            "It lay in the folder trash/ without being known. Restore it to see what it is, or purge it.";

    private record Row(long id, FilePath path, State state, DiskFacts facts) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    FilePath.known(row.getBytes(2)),
                    State.of(row.getString(3)),
                    new DiskFacts(row.getLong(4), row.getLong(5), row.getLong(6)));
        }

        boolean speaksOf(DiskFacts bytes) {
            return facts.equals(bytes) && state != State.MISSING;
        }
    }

    private Optional<Row> row(long id) throws SQLException {
        return session.one("SELECT id, path, state, size, mtime_ns, inode FROM file WHERE id = ?", Row::of, id);
    }

    private Optional<Row> rowAt(FilePath path) throws SQLException {
        return session.one("""
                SELECT id, path, state, size, mtime_ns, inode FROM file
                 WHERE path = ? AND state <> 'trashed'
                """, Row::of, path);
    }

    /**
     * Of a row that says that its bytes are under {@code files/}: what it is, by where they are.
     * One that is being read stays its reader's business unless its bytes lie in the trash.
     *
     * @return how many rows are missing now that were not
     */
    public int settle(long id) throws SQLException, IOException {
        Row row = row(id).filter(found -> found.state() != State.TRASHED).orElse(null);
        if (row == null) {
            return 0;
        }
        Optional<FileStatus> file = places.inFiles(row.path());
        Optional<FileStatus> trashed = places.inTrash(Volume.trashName(id));
        if (trashed.isPresent() && isOf(row, trashed.get(), file)) {
            trash(row, trashed.get().facts());
        } else if (new Relocation(this).follow(id) || row.state() == State.CLAIMED) {
            return 0;
        } else if (file.isPresent() && !row.speaksOf(file.get().facts())) {
            reset(row, file.get().facts(), file.get().changedNanos() / 1_000_000);
        } else if (file.isEmpty() && row.state() != State.MISSING) {
            return session.update("UPDATE file SET state = 'missing', state_since = ? WHERE id = ?", now, id);
        }
        return 0;
    }

    // Where a new file has the path, the bytes in the trash are the row's only if it knows them.
    private static boolean isOf(Row row, FileStatus trashed, Optional<FileStatus> file) {
        return file.isEmpty() || (trashed.facts().inode() == row.facts().inode() && !trashed.isSameAs(file.get()));
    }

    /** A row goes to the trash. Its bytes lie there already, or nowhere. */
    public void delete(long id) throws SQLException, IOException {
        Row row = row(id).filter(found -> found.state() != State.TRASHED).orElse(null);
        if (row != null) {
            trash(
                    row,
                    places.inTrash(Volume.trashName(id)).map(FileStatus::facts).orElse(null));
        }
    }

    private void trash(Row row, @Nullable DiskFacts bytes) throws SQLException {
        // What it says of other bytes, or of none, is not what a restore would bring back.
        if (bytes != null && !row.speaksOf(bytes)) {
            reset(row, bytes, now.toEpochMilli());
        }
        session.update("""
                UPDATE file SET before = CASE state WHEN 'claimed' THEN 'received' ELSE state END, state = 'trashed',
                       state_since = ?, owner = NULL
                 WHERE id = ? AND state <> 'trashed'
                """, now, row.id());
    }

    /** The row of a file that is under {@code files/} again, if it still says trashed. */
    public void bringBack(long id, FilePath path) throws SQLException, IOException {
        vacate(path, id);
        session.update("""
                UPDATE file SET path = ?, utf8 = ?, top = ?, folded = ?, extension = ?, state_since = ?, before = NULL, ctime_ns = NULL,
                       category = CASE coalesce(before, 'missing') WHEN 'missing' THEN '' ELSE category END,
                       state = CASE coalesce(before, 'missing') WHEN 'missing' THEN 'received' ELSE before END
                 WHERE id = ? AND state = 'trashed'
                """, path, path.isUtf8(), path.top(), path.folded(), path.extension(), now, id);
        Renamed.note(session, id);
    }

    /** The path is this row's now: another of that path, whose bytes are not there, goes. */
    void vacate(FilePath path, long id) throws SQLException, IOException {
        Row other = rowAt(path).filter(row -> row.id() != id).orElse(null);
        if (other != null && places.inTrash(Volume.trashName(other.id())).isPresent()) {
            delete(other.id());
        } else if (other != null) {
            // A sweep found the file between its move and this row, or another of its name is gone.
            session.update("DELETE FROM file WHERE id = ?", other.id());
            Renamed.note(session, other.id());
        }
    }

    /** New bytes are at a path: a row there that speaks of others makes way, or speaks of these. */
    public void makeWay(FilePath path, DiskFacts bytes) throws SQLException, IOException {
        Row row = rowAt(path).orElse(null);
        // The inode alone tells nothing: that of a file that is gone is soon another's.
        if (row == null || row.speaksOf(bytes)) {
            return;
        }
        if (places.inTrash(Volume.trashName(row.id())).isPresent()) {
            delete(row.id());
        } else {
            reset(row, bytes, now.toEpochMilli());
        }
    }

    /** The row begins anew with these bytes; who claimed it has claimed others. How many rows. */
    int change(long id, DiskFacts bytes, long arrived) throws SQLException, IOException {
        Row row = row(id).orElse(null);
        if (row == null || row.state() == State.TRASHED || row.state() == State.CLAIMED) {
            return 0;
        }
        Optional<FileStatus> trashed = places.inTrash(Volume.trashName(id));
        if (trashed.isPresent() && trashed.get().facts().inode() == row.facts().inode()) {
            // A delete was cut off, and another file took the name: the next look finds it.
            trash(row, trashed.get().facts());
            return 0;
        }
        return reset(row, bytes, arrived);
    }

    private int reset(Row row, DiskFacts bytes, long arrived) throws SQLException {
        return session.update(
                """
                UPDATE file SET size = ?, mtime_ns = ?, inode = ?, arrived = ?, sha256 = NULL, category = '', mime = NULL,
                       puid = NULL, puids = NULL, format = NULL, version = NULL, basis = NULL, mismatch = 0, name_says = NULL, risks = ?,
                       metadata = NULL, dangers = '', description = NULL, description_owner = NULL,
                       members = NULL, texted = NULL, pictured = 0, released = NULL, description_error = NULL,
                       description_stale = NULL,
                       taken = NULL, created = NULL, author = NULL, camera = NULL, duration = NULL, pages = NULL,
                       width = NULL,
                       description_attempts = 0, description_suspected = 0, attempts = 0, suspected = 0, error = NULL, done = NULL, owner = NULL,
                       state = 'received', state_since = ?
                 WHERE id = ? AND state <> 'trashed'
                """,
                bytes.size(),
                bytes.mtimeNanos(),
                bytes.inode(),
                arrived,
                Risk.join(Risk.ofName(row.path())),
                now,
                row.id());
    }

    /**
     * A file in the trash that no row in the trash speaks of: one whose delete was cut off, or a
     * stray, which gets a row. Nothing in the trash is deleted before it has one. How many strays.
     */
    public int adopt(FilePath name) throws SQLException, IOException {
        FileStatus there = places.inTrash(name).orElse(null);
        if (there == null) {
            return 0;
        }
        OptionalLong id = Places.id(name.text());
        Row row = id.isPresent() ? row(id.getAsLong()).orElse(null) : null;
        if (id.isPresent() && row == null) {
            insert(id.getAsLong(), stray(name), there.facts());
            return 1;
        }
        if (row != null) {
            settle(row.id());
            if (row(row.id()).orElseThrow().state() == State.TRASHED) {
                return 0;
            }
        }
        long own = insert(null, row == null ? stray(name) : row.path(), there.facts());
        places.number(name, own);
        return 1;
    }

    private static FilePath stray(FilePath name) {
        return name.below(FilePath.of("from-the-trash"));
    }

    private long insert(@Nullable Long id, FilePath path, DiskFacts facts) throws SQLException {
        long row = session.one(
                        """
                        INSERT INTO file (id, path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state,
                                          state_since, before, risks, error)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'found', ?, 'trashed', ?, 'received', ?, ?)
                        RETURNING id
                        """,
                        inserted -> inserted.getLong(1),
                        id,
                        path,
                        path.isUtf8(),
                        path.top(),
                        path.folded(),
                        path.extension(),
                        facts.size(),
                        facts.mtimeNanos(),
                        facts.inode(),
                        now,
                        now,
                        Risk.join(Risk.ofName(path)),
                        STRAY)
                .orElseThrow();
        Renamed.note(session, row);
        return row;
    }

    /** A row in the trash whose bytes are nowhere: purged, and the row was left or came back. */
    int forget(long id) throws SQLException, IOException {
        if (places.inTrash(Volume.trashName(id)).isPresent()) {
            return 0;
        }
        Renamed.note(session, id);
        return session.update("DELETE FROM file WHERE id = ? AND state = 'trashed'", id);
    }
}
