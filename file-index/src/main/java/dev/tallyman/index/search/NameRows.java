package dev.tallyman.index.search;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Reads names from the index and writes them into the file for searching. */
final class NameRows {
    private final Database database;

    NameRows(Database database) {
        this.database = database;
    }

    /** A name in the index; old: folded by an earlier program. */
    record Name(long id, String folded, boolean old) {
        long hash() {
            long hash = 1125899906842597L;
            for (int i = 0; i < folded.length(); i++) {
                hash = 31 * hash + folded.charAt(i);
            }
            return hash;
        }
    }

    List<Name> read(String condition, Object... args) {
        return database.read(session -> session.list(
                "SELECT id, path, folded FROM file WHERE " + condition,
                row -> {
                    String folded = FilePath.known(row.getBytes(2)).folded();
                    return new Name(row.getLong(1), folded, !folded.equals(row.getString(3)));
                },
                args));
    }

    /** What search knows of a file. */
    record Had(long id, long hash) {}

    /** Takes up names, and forgets files that had one and have none any more. */
    static void put(Session session, List<Name> names, List<Had> had) throws SQLException {
        var before = had.stream().collect(Collectors.toMap(Had::id, Had::hash));
        for (Name name : names) {
            Long hash = before.remove(name.id());
            if (hash == null || hash != name.hash()) {
                session.update("INSERT OR REPLACE INTO name (rowid, folded) VALUES (?, ?)", name.id(), name.folded());
                session.update("INSERT OR REPLACE INTO named (id, hash) VALUES (?, ?)", name.id(), name.hash());
            }
        }
        for (long gone : before.keySet()) {
            session.update("DELETE FROM name WHERE rowid = ?", gone);
            session.update("DELETE FROM named WHERE id = ?", gone);
        }
    }

    /** What an earlier program folded keeps its accents. */
    void mend(List<Name> names) {
        List<Name> old = names.stream().filter(Name::old).toList();
        if (!old.isEmpty()) {
            database.write(session -> {
                for (Name name : old) {
                    session.update("UPDATE file SET folded = ? WHERE id = ?", name.folded(), name.id());
                }
                return old;
            });
        }
    }

    static long mark(Session session, String key) throws SQLException {
        return session.number("SELECT value FROM mark WHERE key = ?", key);
    }

    static long mark(Session session, String key, long value) throws SQLException {
        return session.update("UPDATE mark SET value = ? WHERE key = ?", value, key);
    }
}
