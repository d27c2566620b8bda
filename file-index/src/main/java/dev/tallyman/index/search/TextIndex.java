package dev.tallyman.index.search;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.database.SqliteErrors;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The texts of documents, in a file of their own beside the index: sweeps write it, pages search in
 * it. A file’s row carries the name of the texts that hold its own, so that texts which are lost
 * with their file are read again. Safe for many threads and processes.
 */
public final class TextIndex implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(TextIndex.class.getName());
    private static final SearchFile.Layout LAYOUT =
            new SearchFile.Layout("text-1.sql", 1, "SELECT count(*) FROM words WHERE words MATCH 'xyz'");

    private final Database database;
    private final Path path;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable SearchFile file;
    private volatile String name = "";

    /** Opens nothing yet. */
    public TextIndex(Database database, Volume volume) {
        this.database = database;
        this.path = volume.index().resolve("text.db");
    }

    /** A file’s text; null where it has none any more. */
    public record FileText(long file, @Nullable PreparedText text) {}

    /** What reads in it. */
    interface Reading<T> {
        T run(Session session) throws SQLException;
    }

    /**
     * Makes it where it is not there, and rights what a death left behind: texts without a file,
     * files without their text.
     *
     * @return its name; files with another one are to be read again
     */
    public String prepare() {
        try {
            SearchFile now = opened(true).orElseThrow();
            new TextRepair(database, now, name).settle();
            return name;
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    /** Takes up texts, in one transaction. Its name, which is another one after it had to be made again. */
    public String put(List<FileText> texts) {
        try {
            return written(texts);
        } catch (SQLException | IOException e) {
            IntakeException failed = failed(e);
            if (!(e instanceof SQLException wrong && SearchFile.isDamage(wrong))) {
                throw failed;
            }
        }
        try {
            return written(texts);
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    private String written(List<FileText> texts) throws SQLException, IOException {
        opened(true).orElseThrow().write(session -> {
            for (FileText text : texts) {
                put(session, text);
            }
            return texts;
        });
        return name;
    }

    private static void put(Session session, FileText text) throws SQLException {
        PreparedText some = text.text();
        if (some == null) {
            forget(session, text.file());
            return;
        }
        session.update("INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)", text.file(), some.words());
        session.update(
                "INSERT OR REPLACE INTO content (file, length, charset, text) VALUES (?, ?, ?, ?)",
                text.file(),
                some.length(),
                some.charset(),
                some.packed());
    }

    static void forget(Session session, long file) throws SQLException {
        if (session.update("DELETE FROM content WHERE file = ?", file) > 0) {
            session.update("DELETE FROM words WHERE rowid = ?", file);
        }
    }

    /** Forgets files that are purged; what fails here the next sweep rights. */
    public void forget(List<Long> files) {
        try {
            Optional<SearchFile> now = opened(false);
            if (now.isPresent()) {
                now.get().write(session -> {
                    for (long id : files) {
                        forget(session, id);
                    }
                    return files;
                });
            }
        } catch (SQLException | IOException e) {
            LOG.log(Level.WARNING, "Texts of purged files stay until the next sweep: " + e.getMessage());
        }
    }

    /** Where no texts are to be kept. */
    public void delete() {
        opening.lock();
        try {
            close();
            SearchFile.delete(path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The texts that are not wanted any more stay: " + e.getMessage());
        } finally {
            opening.unlock();
        }
    }

    /** Reads in it; empty where it is not there, or cannot be read: then it is made again. */
    <T> Optional<T> read(Reading<T> reading) {
        try {
            Optional<SearchFile> now = opened(false);
            return now.isEmpty() ? Optional.empty() : Optional.of(now.get().read(reading::run));
        } catch (SQLException e) {
            if (!SearchFile.isDamage(e)) {
                throw SqliteErrors.translate(e);
            }
            LOG.log(Level.WARNING, "The texts for searching are damaged and are made again: " + e.getMessage());
            delete();
            return Optional.empty();
        } catch (IOException e) {
            throw new IntakeException.Unusable("The texts for searching cannot be read: " + e.getMessage(), e);
        }
    }

    /** True where rows carry the name of texts that are not there: a sweep reads them again. */
    public boolean isLost() {
        read(session -> name);
        String now = name;
        return database.read(session -> session.number(
                        "SELECT EXISTS (SELECT 1 FROM file WHERE texted < ?1) OR EXISTS (SELECT 1 FROM file WHERE texted > ?1)",
                        now)
                == 1);
    }

    /** Files that the asker sees and that are not read yet, or again; counts no further than {@code limit}. */
    public long unread(int limit) {
        Sight sight = Sight.current();
        return unread(
                        "INDEXED BY file_to_describe WHERE state = 'classified' AND description IS NULL",
                        List.of(),
                        sight,
                        limit)
                + unread("WHERE texted < ? AND description IS NOT NULL", List.of(name), sight, limit)
                + unread("WHERE texted > ? AND description IS NOT NULL", List.of(name), sight, limit);
    }

    private long unread(String which, List<Object> args, Sight sight, int limit) {
        List<Object> all = new ArrayList<>(args);
        String seen = "";
        if (!sight.isEverything()) {
            seen = " AND " + sight.sql("+path");
            all.addAll(sight.args());
        }
        all.add(limit);
        String sql = "SELECT count(*) FROM (SELECT 1 FROM file " + which + seen + " LIMIT ?)";
        return database.read(session -> session.number(sql, all.toArray()));
    }

    private IntakeException failed(Exception e) {
        if (e instanceof SQLException wrong && SearchFile.isDamage(wrong)) {
            delete();
        }
        return e instanceof SQLException wrong && SqliteErrors.isFull(wrong)
                ? SqliteErrors.translate(wrong)
                : new IntakeException.Unusable("The texts for searching cannot be kept: " + e.getMessage(), e);
    }

    private Optional<SearchFile> opened(boolean make) throws SQLException, IOException {
        SearchFile now = file;
        if (now != null && now.isThere()) {
            return Optional.of(now);
        }
        opening.lock();
        try {
            now = file;
            if (now != null && !now.isThere()) {
                close();
                now = null;
            }
            if (now == null && (make || Files.exists(path))) {
                now = SearchFile.open(path, LAYOUT);
                name = now.read(
                        session -> session.one("SELECT value FROM mark WHERE key = 'name'", row -> row.getString(1))
                                .orElse(""));
                file = now;
            }
            return Optional.ofNullable(now);
        } finally {
            opening.unlock();
        }
    }

    @Override
    public void close() {
        SearchFile now = file;
        file = null;
        name = "";
        try {
            if (now != null) {
                now.close();
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "while closing", e);
        }
    }
}
