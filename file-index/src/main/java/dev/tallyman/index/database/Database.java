package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Reserve;
import dev.tallyman.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections to one SQLite file: one that writes, a few that read. Transactions are short and
 * {@code IMMEDIATE}: one that begins by reading and then writes would fail at once when another
 * process wrote in between.
 */
public final class Database implements AutoCloseable {
    /** Work in one transaction. */
    public interface Work<T> {
        T run(Session session) throws SQLException;
    }

    /** Queries that may run at once. */
    public static final int READERS = ReadConnections.MOST;

    private final Path file;
    private final Closeable lock;
    private final IndexIdentity opened;
    private final WriteAheadLog log;
    private final Reserve reserve;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final CommitGroup durable = new CommitGroup(work -> writeWith("FULL", work));
    private final Session writer;
    private final Checkpoints checkpoints = new Checkpoints(this);
    private String synchronous = "";
    final ReadConnections readers;

    Database(Volume volume, Reserve reserve, Closeable lock) throws SQLException {
        this.file = volume.database();
        this.lock = lock;
        this.opened = new IndexIdentity(file);
        this.log = new WriteAheadLog(file);
        this.reserve = reserve;
        this.writer = connectAgain();
        this.readers = new ReadConnections(this);
        // SQLite opens it with the first query.
        writer.number("SELECT count(*) FROM sqlite_schema");
        log.know();
    }

    /**
     * Opens the index of the volume; a volume without one gets a new, empty one.
     *
     * @throws IntakeException.Unusable damaged, of a newer version, or being restored
     * @throws IntakeException.Full no room even for opening it
     */
    public static Database open(Volume volume, Reserve reserve) {
        return new DatabaseStart(volume, reserve).open();
    }

    /** Throws {@link IntakeException.Unusable} when the index has lost its name to another file. */
    public void prove() {
        opened.prove();
    }

    public boolean isReplaced() {
        return opened.isReplaced();
    }

    /** For good: leaves nothing behind that would harm the index that is there now. */
    public void giveWay() {
        if (opened.isReplaced()) {
            log.setAside();
        }
    }

    // Never to a file that has come in its place.
    Session connectAgain() throws SQLException {
        prove();
        Session session = Session.connect(file);
        try {
            prove();
            return session;
        } catch (IntakeException e) {
            session.close();
            throw e;
        }
    }

    /** Reads one consistent state. */
    public <T> T read(Work<T> work) {
        return readers.read(work);
    }

    /** From now on no write waits while the write-ahead log is copied into the index. */
    public void checkpointBeside() {
        writing.lock();
        try {
            writer.execute("PRAGMA wal_autocheckpoint = 0");
            log.checkpointedBeside(checkpoints::await);
            checkpoints.begin();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        } finally {
            writing.unlock();
        }
    }

    /** How many queries run. */
    public int reading() {
        return readers.running();
    }

    /** How many queries wait for their turn. */
    public int waitingToRead() {
        return readers.waiting();
    }

    /** Has every query that waits or runs for longer end with {@link IntakeException.TimedOut}. */
    public void endQueriesAfter(Duration time) {
        readers.endAfter(time);
    }

    /**
     * Writes what could be derived again: survives a crash of the process, perhaps not of the
     * machine.
     */
    public <T> T write(Work<T> work) {
        return writeWith("NORMAL", work);
    }

    /** Writes what is durable when this returns. */
    public <T> T writeDurably(Work<T> work) {
        return durable.write(work);
    }

    private <T> T writeWith(String synchronous, Work<T> work) {
        writing.lock();
        try {
            try {
                return attempt(synchronous, work);
            } catch (SQLException e) {
                if (!SqliteErrors.isFull(e) || !reserve.giveUp()) {
                    throw SqliteErrors.translate(e);
                }
            }
            return attempt(synchronous, work);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        } finally {
            writing.unlock();
        }
    }

    private <T> T attempt(String wanted, Work<T> work) throws SQLException {
        if (!wanted.equals(synchronous)) {
            writer.execute("PRAGMA synchronous = " + wanted);
            synchronous = wanted;
        }
        writer.execute("BEGIN IMMEDIATE");
        boolean done = false;
        try {
            prove();
            T result = work.run(writer);
            writer.execute("COMMIT");
            done = true;
            prove();
            log.keepShort(writer);
            if (checkpoints.written()) {
                log.beginAnew(writer);
            }
            return result;
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    /** Shortens the write-ahead log in quiet times. */
    public void rest() {
        checkpoints.await();
        writing.lock();
        try {
            log.rest(writer);
        } finally {
            writing.unlock();
        }
    }

    /** How long the write-ahead log is. */
    public long logBytes() {
        return log.bytes();
    }

    /** Checks every page, {@link IntakeException.Unusable} when one is damaged. */
    void proveWhole() {
        String found = read(session -> session.one("PRAGMA integrity_check(1)", row -> row.getString(1))
                .orElse("no answer"));
        if (!found.equals("ok")) {
            throw SqliteErrors.damaged(found, new IOException(found));
        }
    }

    /** A consistent copy in another file, while others go on working. */
    void copyTo(Path copy) {
        try (Session session = connectAgain()) {
            session.update("VACUUM INTO ?", Session.uri(copy));
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    private void rollback() {
        try {
            writer.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    @Override
    public void close() {
        checkpoints.close();
        writing.lock();
        try {
            writer.close();
            readers.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        } finally {
            giveWay();
            writing.unlock();
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new IntakeException.Unusable("The index’s lock cannot be released: " + e.getMessage(), e);
        }
    }
}
