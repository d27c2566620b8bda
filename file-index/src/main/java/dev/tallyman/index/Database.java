package dev.tallyman.index;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections to one SQLite file: one that writes, a few that read. Transactions are short and
 * {@code IMMEDIATE}: one that begins by reading and then writes would fail at once when another
 * process wrote in between.
 */
final class Database implements AutoCloseable {
    /** Work in one transaction. */
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    // Other processes hold the write lock for milliseconds; a minute of it means that something is
    // wrong.
    static final int BUSY_MILLIS = 60_000;

    /** https://sqlite.org/rescode.html#cantopen */
    static final int CANNOT_OPEN = 14;

    /** https://sqlite.org/rescode.html#interrupt */
    private static final int INTERRUPTED = 9;

    private final Path file;
    private final IndexFile opened;
    private final WriteAheadLog log;
    private final Reserve reserve;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Session writer;
    final Readers readers;

    Database(Volume volume, Reserve reserve) throws SQLException {
        this.file = volume.database();
        this.opened = new IndexFile(file);
        this.log = new WriteAheadLog(file);
        this.reserve = reserve;
        this.writer = connectAgain();
        this.readers = new Readers(this);
        // SQLite opens it with the first query.
        writer.number("SELECT count(*) FROM sqlite_schema");
        log.know();
    }

    /** Throws {@link IndexException.Unusable} when the index has lost its name to another file. */
    void prove() {
        opened.prove();
    }

    boolean isReplaced() {
        return opened.isReplaced();
    }

    /** For good: leaves nothing behind that would harm the index that is there now. */
    void giveWay() {
        if (opened.isReplaced()) {
            log.setAside();
        }
    }

    // Never to a file that has come in its place.
    Session connectAgain() throws SQLException {
        prove();
        Session session = connect(file);
        try {
            prove();
            return session;
        } catch (IndexException e) {
            session.close();
            throw e;
        }
    }

    /**
     * A connection as all programs use it, to a file that is there: an empty one made in place of
     * one that is gone would take the write-ahead log of those who still have that open.
     */
    static Session connect(Path file) throws SQLException {
        return connect("jdbc:sqlite:" + uri(file) + "?mode=rw");
    }

    /** A connection to a new file. */
    static Session create(Path file) throws SQLException {
        return connect("jdbc:sqlite:" + uri(file));
    }

    /** A connection to a file that nobody writes: it leaves nothing beside it, not even a lock. */
    static Session connectToUnchanging(Path file) throws SQLException {
        return connect("jdbc:sqlite:" + uri(file) + "?immutable=1");
    }

    // As a URI, which holds the raw bytes of any path: in a plain name SQLite’s driver takes what
    // follows a question mark for settings. https://sqlite.org/uri.html
    private static String uri(Path file) {
        return file.toUri().toString();
    }

    private static Session connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        Session session = new Session(connection);
        session.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
        session.execute("PRAGMA synchronous = NORMAL");
        session.execute("PRAGMA cache_size = -16000");
        session.execute("PRAGMA temp_store = MEMORY");
        session.execute("PRAGMA journal_size_limit = " + WriteAheadLog.BOUND);
        return session;
    }

    /** Reads one consistent state. */
    <T> T read(Work<T> work) {
        return readers.read(work);
    }

    /**
     * Writes what could be derived again: survives a crash of the process, perhaps not of the
     * machine.
     */
    <T> T write(Work<T> work) {
        return writeWith("NORMAL", work);
    }

    /** Writes what is durable when this returns. */
    <T> T writeDurably(Work<T> work) {
        return writeWith("FULL", work);
    }

    private <T> T writeWith(String synchronous, Work<T> work) {
        writing.lock();
        try {
            try {
                return attempt(synchronous, work);
            } catch (SQLException e) {
                if (!isFull(e) || !reserve.giveUp()) {
                    throw translate(e);
                }
            }
            return attempt(synchronous, work);
        } catch (SQLException e) {
            throw translate(e);
        } finally {
            writing.unlock();
        }
    }

    private <T> T attempt(String synchronous, Work<T> work) throws SQLException {
        writer.execute("PRAGMA synchronous = " + synchronous);
        writer.execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            prove();
            T result = work.run(writer);
            writer.execute("COMMIT");
            done = true;
            prove();
            log.keepShort(writer);
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** Shortens the write-ahead log in quiet times. */
    void rest() {
        writing.lock();
        try {
            log.rest(writer);
        } finally {
            writing.unlock();
        }
    }

    /** How long the write-ahead log is. */
    long logBytes() {
        return log.bytes();
    }

    /** A consistent copy in another file. */
    void copyTo(Path copy) {
        try (Session session = connectAgain()) {
            session.update("VACUUM INTO ?", uri(copy));
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    private void rollback() {
        try {
            writer.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    // Result codes: https://sqlite.org/rescode.html. A full disk also shows as an I/O error of the
    // WAL or its index.
    static boolean isFull(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return (e.getErrorCode() & 0xff) == 13
                || message.contains("SQLITE_FULL")
                || message.contains("SQLITE_IOERR_WRITE")
                || message.contains("SQLITE_IOERR_SHMSIZE");
    }

    static IndexException translate(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int code = e.getErrorCode() & 0xff;
        if (isFull(e)) {
            return new IndexException.Full(
                    "The volume is full. Nothing was lost. Free space or ask for a larger volume, then try again.", e);
        }
        if (code == INTERRUPTED) {
            return new IndexException.TimedOut();
        }
        if (code == 11 || code == 26) {
            return damaged(message, e);
        }
        if (code == 8) {
            return new IndexException.Unusable(
                    "The index cannot be written: "
                            + message
                            + ". Mount the volume read-write, and check that this user owns it.",
                    e);
        }
        return new IndexException.Unusable("The index cannot be used: " + message, e);
    }

    static IndexException damaged(String what, Throwable cause) {
        return new IndexException.Unusable(
                "The index is damaged ("
                        + what
                        + "). The files are untouched. Stop every"
                        + " program that uses it, then put last night’s backup back: tallyman restore --data DIR (lists the"
                        + " backups), tallyman restore --data DIR BACKUP.",
                cause);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            writer.close();
            readers.close();
        } catch (SQLException e) {
            throw translate(e);
        } finally {
            giveWay();
            writing.unlock();
        }
    }
}
