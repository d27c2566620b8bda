package dev.tallyman.index.search;

import dev.tallyman.index.database.Session;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file for searching: one connection that writes, a few that read. Whatever is wrong with
 * it, it is put away and made anew: all that is in it comes from the index and the files.
 */
final class SearchFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SearchFile.class.getName());
    private static final int READERS = 4;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Work in one transaction. */
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    private final Path path;
    private final Object opened;
    private final Session writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore free = new Semaphore(READERS, true);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    private SearchFile(Path path, Session writer) throws IOException {
        this.path = path;
        this.writer = writer;
        this.opened = key(path);
    }

    /**
     * What is in it.
     *
     * @param sql the resource that makes it
     * @param version of that
     * @param probe fails where it is damaged
     */
    record Layout(String sql, int version, String probe) {}

    /** Opens it, or makes it where there is none, or none that can be used. */
    static SearchFile open(Path path, Layout layout) throws SQLException, IOException {
        try {
            return prepared(path, layout);
        } catch (SQLException e) {
            if (isPassing(e)) {
                throw e;
            }
            LOG.log(Level.WARNING, "An index for searching cannot be used and is made again: " + e.getMessage());
            delete(path);
            return prepared(path, layout);
        }
    }

    private static SearchFile prepared(Path path, Layout layout) throws SQLException, IOException {
        Session session = Session.create(path);
        try {
            session.execute("PRAGMA journal_mode = WAL");
            session.execute("BEGIN IMMEDIATE");
            long version = session.number("PRAGMA user_version");
            if (version == 0) {
                session.script(sql(layout));
                session.execute("PRAGMA user_version = " + layout.version());
            }
            session.execute("COMMIT");
            if (version > layout.version()) {
                throw new SQLException("a newer program has made it");
            }
            session.number(layout.probe());
            return new SearchFile(path, session);
        } catch (SQLException | IOException e) {
            session.close();
            throw e;
        }
    }

    private static String sql(Layout layout) throws IOException {
        try (InputStream in = SearchFile.class.getResourceAsStream(layout.sql())) {
            if (in == null) {
                throw new IOException(layout.sql() + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** It will not get better by itself. https://sqlite.org/rescode.html */
    static boolean isDamage(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        return code == 11 || code == 26;
    }

    // Busy, read-only, a disk that is full or cannot be read: the file may be as good as ever.
    private static boolean isPassing(SQLException e) {
        return switch (e.getErrorCode() & 0xff) {
            case 5, 6, 8, 10, 13, 14 -> true;
            default -> false;
        };
    }

    static void delete(Path path) throws IOException {
        for (String ending : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(path.resolveSibling(path.getFileName() + ending));
        }
    }

    /** False once it has lost its name, by hand or to one that another program made. */
    boolean isThere() throws IOException {
        return Files.exists(path) && key(path).equals(opened);
    }

    private static Object key(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    <T> T write(Work<T> work) throws SQLException {
        writing.lock();
        try {
            writer.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.run(writer);
                writer.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    writer.execute("ROLLBACK");
                }
            }
        } finally {
            writing.unlock();
        }
    }

    <T> T read(Work<T> work) throws SQLException {
        free.acquireUninterruptibly();
        Session session = idle.pollFirst();
        boolean good = false;
        try {
            session = session == null ? Session.connect(path) : session;
            session.endAfter(LONGEST);
            session.execute("BEGIN");
            T result = work.run(session);
            session.execute("COMMIT");
            good = true;
            return result;
        } finally {
            if (session != null && good) {
                idle.addFirst(session);
            } else if (session != null) {
                session.close();
            }
            free.release();
        }
    }

    @Override
    public void close() throws SQLException {
        writing.lock();
        try {
            for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
                session.close();
            }
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
