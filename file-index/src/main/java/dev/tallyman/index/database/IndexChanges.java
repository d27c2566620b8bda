package dev.tallyman.index.database;

import dev.tallyman.volume.Volume;
import java.sql.SQLException;
import java.util.List;

/**
 * Notices what other processes did to the index: one cheap read, for live pages. For one thread.
 */
public final class IndexChanges implements AutoCloseable {
    private final IndexIdentity opened;
    private final Session session;
    private long version = -1;

    public IndexChanges(Volume volume) {
        opened = new IndexIdentity(volume.database());
        try {
            session = Session.connect(volume.database());
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    /** One file that changed, in the order of {@code seq}. */
    public record Change(long seq, long file) {}

    /**
     * True when anything was committed since the last call.
     * https://sqlite.org/pragma.html#pragma_data_version
     */
    public boolean any() {
        opened.prove();
        try {
            long now = session.number("PRAGMA data_version");
            boolean changed = now != version;
            version = now;
            return changed;
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    /** The newest change; 0 when there was none yet. */
    public long last() {
        try {
            return session.number("SELECT max(seq) FROM change");
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    /**
     * Files that changed after {@code seq}, at most {@code limit}; a gap at the start means that
     * some are forgotten.
     */
    public List<Change> after(long seq, int limit) {
        try {
            return session.list(
                    "SELECT seq, file FROM change WHERE seq > ? ORDER BY seq LIMIT ?",
                    row -> new Change(row.getLong(1), row.getLong(2)),
                    seq,
                    limit);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            System.getLogger(IndexChanges.class.getName()).log(System.Logger.Level.DEBUG, "while closing", e);
        }
    }
}
