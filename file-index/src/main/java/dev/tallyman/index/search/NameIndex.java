package dev.tallyman.index.search;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The index of names: which files a search may mean. A server keeps it with {@link #follow}; what
 * it has not followed yet is among the candidates by itself, so nothing is missed. Where it cannot
 * tell, every name is looked at.
 */
public final class NameIndex implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NameIndex.class.getName());

    /** More candidates than these are not worth it: then some are found soon in any order. */
    private static final int MOST = 10_000;

    private static final int BATCH = 2_000;

    private static final SearchFile.Layout LAYOUT =
            new SearchFile.Layout("search-1.sql", 1, "SELECT count(*) FROM name WHERE name MATCH 'xyz'");

    private final Database database;
    private final NameRows rows;
    private final Path path;
    private final long index;
    private final ReentrantLock keeping = new ReentrantLock();
    private volatile @Nullable SearchFile file;
    private volatile boolean whole;
    private long compared;

    /** Nothing is opened before {@link #follow}. */
    public NameIndex(Database database, Volume volume) {
        this.database = database;
        this.rows = new NameRows(database);
        this.path = volume.index().resolve("search.db");
        this.index = inode(volume.database());
    }

    private static long inode(Path index) {
        try {
            return (Long) Files.getAttribute(index, "unix:ino");
        } catch (IOException e) {
            return 0; // it is made anew at every start
        }
    }

    /** True once it holds every name, and searches use it. */
    public boolean isReady() {
        return whole;
    }

    /** The files that hold all of the words, and some others; empty where it cannot tell. */
    public Optional<NameCandidates> candidates(List<NameWord> words) {
        SearchFile now = file;
        String letters = words.stream()
                .flatMap(NameWord::letters)
                .distinct()
                .map(three -> '"' + three.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(" AND "));
        if (now == null || !whole || letters.isEmpty()) {
            return Optional.empty();
        }
        try {
            NameCandidates found = now.read(session -> {
                List<String> ids = session.list(
                        "SELECT rowid FROM name WHERE name MATCH ? LIMIT ?",
                        row -> row.getString(1),
                        letters,
                        MOST + 1);
                return new NameCandidates(
                        ids.size() > MOST ? "" : "[" + String.join(",", ids) + "]",
                        NameRows.mark(session, "newest"),
                        NameRows.mark(session, "renamed"));
            });
            return found.ids().isEmpty() || isFarBehind(found) ? Optional.empty() : Optional.of(found);
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The index for searching cannot be read: " + e.getMessage());
            whole = false;
            return Optional.empty();
        }
    }

    private boolean isFarBehind(NameCandidates found) {
        return database.read(session ->
                session.number("SELECT count(*) FROM (SELECT 1 FROM file WHERE id > ? LIMIT ?)", found.newest(), MOST)
                                == MOST
                        || session.number(
                                        "SELECT count(*) FROM (SELECT 1 FROM renamed WHERE seq > ? LIMIT ?)",
                                        found.renamed(),
                                        MOST)
                                == MOST);
    }

    /**
     * Takes up some of what is new, and opens or makes the file where that is needed. Looks at every
     * name once after each start, since an earlier program tells of nothing. True while there is more.
     */
    public boolean follow() {
        keeping.lock();
        try {
            SearchFile now = opened();
            if (!whole || compared >= 0) {
                compare(now);
                return true;
            }
            return now.write(this::takeNew);
        } catch (SQLException | IOException e) {
            LOG.log(Level.WARNING, "The index for searching cannot be kept: " + e.getMessage());
            forget();
            return e instanceof SQLException wrong && SearchFile.isDamage(wrong) && delete();
        } finally {
            keeping.unlock();
        }
    }

    private SearchFile opened() throws SQLException, IOException {
        SearchFile now = file;
        if (now != null && !now.isThere()) {
            forget();
            now = null;
        }
        if (now == null) {
            now = SearchFile.open(path, LAYOUT);
            if (now.read(session -> NameRows.mark(session, "index")) != index) {
                now.close();
                SearchFile.delete(path);
                now = SearchFile.open(path, LAYOUT);
                now.write(session -> NameRows.mark(session, "index", index));
            }
            compared = 0;
            whole = now.read(session -> NameRows.mark(session, "whole")) == 1;
            file = now;
        }
        return now;
    }

    private boolean delete() {
        try {
            SearchFile.delete(path);
            return true;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The index for searching is damaged and cannot be deleted: " + e.getMessage());
            return false;
        }
    }

    // The next look opens it again, or makes it anew when it is damaged.
    private void forget() {
        SearchFile now = file;
        file = null;
        whole = false;
        try {
            if (now != null) {
                now.close();
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "while closing", e);
        }
    }

    // Renamings that came before the names were read are seen in them; the mark is read first.
    private void compare(SearchFile now) throws SQLException {
        long renamed = database.read(session -> session.number("SELECT max(seq) FROM renamed"));
        List<NameRows.Name> names = rows.read("id > ? ORDER BY id LIMIT ?", compared, BATCH);
        boolean last = names.size() < BATCH;
        long until = last ? Long.MAX_VALUE : names.getLast().id();
        rows.mend(names);
        boolean first = compared == 0;
        now.write(session -> {
            if (first && !whole) {
                NameRows.mark(session, "renamed", renamed);
            }
            NameRows.put(
                    session,
                    names,
                    session.list(
                            "SELECT id, hash FROM named WHERE id > ? AND id <= ?",
                            row -> new NameRows.Had(row.getLong(1), row.getLong(2)),
                            compared,
                            until));
            if (last && !whole) {
                NameRows.mark(
                        session,
                        "newest",
                        names.isEmpty() ? compared : names.getLast().id());
                NameRows.mark(session, "whole", 1);
            }
            return true;
        });
        compared = last ? -1 : until;
        whole |= last;
    }

    private boolean takeNew(Session session) throws SQLException {
        List<NameRows.Name> fresh = rows.read("id > ? ORDER BY id LIMIT ?", NameRows.mark(session, "newest"), BATCH);
        rows.mend(fresh);
        NameRows.put(session, fresh, List.of());
        if (!fresh.isEmpty()) {
            NameRows.mark(session, "newest", fresh.getLast().id());
        }
        return follow(session, NameRows.mark(session, "renamed")) || fresh.size() == BATCH;
    }

    private boolean follow(Session session, long followed) throws SQLException {
        record Note(long seq, long file) {}
        List<Note> notes = database.read(main -> main.list(
                "SELECT seq, file FROM renamed WHERE seq > ? ORDER BY seq LIMIT ?",
                row -> new Note(row.getLong(1), row.getLong(2)),
                followed,
                BATCH));
        for (Note note : notes) {
            NameRows.put(
                    session,
                    rows.read("id = ?", note.file()),
                    session.list(
                            "SELECT id, hash FROM named WHERE id = ?",
                            row -> new NameRows.Had(row.getLong(1), row.getLong(2)),
                            note.file()));
        }
        if (!notes.isEmpty()) {
            // Those of the looks before: who reads just now may still need the newest.
            database.write(main -> main.update("DELETE FROM renamed WHERE seq <= ?", followed));
            NameRows.mark(session, "renamed", notes.getLast().seq());
        }
        return notes.size() == BATCH;
    }

    @Override
    public void close() {
        keeping.lock();
        try {
            forget();
        } finally {
            keeping.unlock();
        }
    }
}
