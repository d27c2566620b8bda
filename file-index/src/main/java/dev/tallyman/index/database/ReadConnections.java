package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections that read: a few, whoever comes first, each for as long as it may. */
final class ReadConnections implements AutoCloseable {
    static final int MOST = 8;

    private final Database database;
    private final Semaphore free = new Semaphore(MOST, true);
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile Duration longest = Deadline.NEVER;

    ReadConnections(Database database) {
        this.database = database;
    }

    /** Has everything that waits or reads for longer end with {@link IntakeException.TimedOut}. */
    void endAfter(Duration time) {
        longest = time;
    }

    /** How many read at present. */
    int running() {
        return MOST - free.availablePermits();
    }

    /** How many wait for their turn. */
    int waiting() {
        return free.getQueueLength();
    }

    /** Reads one consistent state. */
    <T> T read(Database.Work<T> work) {
        await();
        Session session = idle.pollFirst();
        try {
            if (session == null) {
                session = database.connectAgain();
                // Eight with as much as the writer has would fill a container.
                session.execute("PRAGMA cache_size = -4000");
            } else {
                database.prove();
            }
            session.endAfter(longest);
            session.execute("BEGIN");
            try {
                return work.run(session);
            } finally {
                session.execute("COMMIT");
            }
        } catch (SQLException e) {
            // A statement that failed stays half-open in the driver: its next use would hide the
            // reason.
            discard(session, e);
            session = null;
            throw SqliteErrors.translate(e);
        } finally {
            if (session != null) {
                idle.addFirst(session);
            }
            free.release();
        }
    }

    private static void discard(@Nullable Session session, SQLException reason) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void await() {
        try {
            if (!free.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IntakeException.TimedOut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            free.acquireUninterruptibly();
        }
    }

    @Override
    public void close() throws SQLException {
        for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            session.close();
        }
    }
}
