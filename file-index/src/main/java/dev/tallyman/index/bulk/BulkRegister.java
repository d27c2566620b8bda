package dev.tallyman.index.bulk;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people do to many files as one thing. A file is marked before anything is done to it, so that after a death too
 * it is known what may have happened to which.
 */
public final class BulkRegister {
    private static final String COLUMNS =
            "id, deed, folder, person, started, files, done, refused, reason, ended, undoes";

    private final Database database;
    private final InstantSource clock;

    public BulkRegister(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Begins one, and writes it down as one event.
     *
     * @param subject which files, for people
     */
    public Bulk begin(Deed deed, @Nullable FilePath folder, long files, String subject, @Nullable Long undoes) {
        Author author = Author.current();
        return database.writeDurably(session -> {
            if (author != null) {
                History.ofMany(session, clock.instant(), author, deed, subject, folder == null ? null : folder.text());
            }
            return session.one(
                            "INSERT INTO bulk (deed, folder, person, started, files, undoes) VALUES (?, ?, ?, ?, ?, ?) RETURNING "
                                    + COLUMNS,
                            BulkRegister::of,
                            deed.label(),
                            folder,
                            author == null ? null : author.person(),
                            clock.instant(),
                            files,
                            undoes)
                    .orElseThrow();
        });
    }

    /** Marks files that it will be done to next. */
    public void mark(Bulk bulk, List<Long> files) {
        database.write(session -> session.update(
                "UPDATE file SET bulk = ? WHERE id IN (SELECT value FROM json_each(?))", bulk.id(), files.toString()));
    }

    /** Keeps how far it is. */
    public void keep(Bulk bulk) {
        database.write(session -> session.update(
                "UPDATE bulk SET done = ?, refused = ?, reason = ? WHERE id = ?",
                bulk.done(),
                bulk.refused(),
                bulk.reason(),
                bulk.id()));
    }

    /** It is done. */
    public Bulk end(Bulk bulk) {
        keep(bulk);
        return database.writeDurably(session -> {
            session.update("UPDATE bulk SET ended = ? WHERE id = ?", clock.instant(), bulk.id());
            return find(session, bulk.id()).orElseThrow();
        });
    }

    public Optional<Bulk> find(long id) {
        return database.read(session -> find(session, id));
    }

    private static Optional<Bulk> find(Session session, long id) throws SQLException {
        return session.one("SELECT " + COLUMNS + " FROM bulk WHERE id = ?", BulkRegister::of, id);
    }

    /** The last one that a file was part of. */
    public Optional<Bulk> ofFile(long file) {
        return database.read(session -> session.one(
                "SELECT " + COLUMNS + " FROM bulk WHERE id = (SELECT bulk FROM file WHERE id = ?)",
                BulkRegister::of,
                file));
    }

    /** The files that it was done to and that are as it left them, after one of them, in the order of their ids. */
    public List<Long> files(Bulk bulk, long after, int limit) {
        String left = bulk.deed() == Deed.DELETE ? "state = 'trashed'" : "moved >= ?3";
        return database.read(session -> session.list(
                "SELECT id FROM file WHERE bulk = ?1 AND id > ?2 AND ?3 IS NOT NULL AND " + left
                        + " ORDER BY id LIMIT ?4",
                row -> row.getLong(1),
                bulk.id(),
                after,
                bulk.started(),
                limit));
    }

    private static Bulk of(ResultSet row) throws SQLException {
        byte[] folder = row.getBytes(3);
        long undoes = row.getLong(11);
        Long undoesOrNull = row.wasNull() ? null : Long.valueOf(undoes);
        return new Bulk(
                row.getLong(1),
                Deed.of(row.getString(2)),
                folder == null ? null : FilePath.known(folder),
                row.getString(4),
                Objects.requireNonNull(Session.time(row, 5)),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getString(9),
                Session.time(row, 10),
                undoesOrNull);
    }
}
