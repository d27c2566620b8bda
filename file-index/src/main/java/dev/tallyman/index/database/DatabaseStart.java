package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Reserve;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.sql.SQLException;

/** How the index of a volume is opened: under its lock, proven and brought to this version. */
record DatabaseStart(Volume volume, Reserve reserve) {
    Database open() {
        try {
            IndexLock lock = IndexLock.share(volume)
                    .orElseThrow(() -> new IntakeException.Unusable(
                            "The index is being restored. Wait for “tallyman restore” to end."));
            try {
                prepare();
                return new Database(volume, reserve, lock);
            } catch (SQLException | IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (SQLException e) {
            throw volume.space().isFull() ? full(e) : SqliteErrors.translate(e);
        } catch (IOException e) {
            throw IntakeException.Full.isBehind(e)
                    ? full(e)
                    : new IntakeException.Unusable("The index cannot be opened: " + e.getMessage(), e);
        }
    }

    private static IntakeException full(Exception e) {
        return new IntakeException.Full("The volume is full. Free space or inodes, then start again.", e);
    }

    // On a full volume even the WAL's shared memory file finds no room.
    private void prepare() throws SQLException, IOException {
        try {
            Schema.prepare(volume);
        } catch (SQLException e) {
            if (!isForSpace(e) || !reserve.giveUp()) {
                throw e;
            }
            Schema.prepare(volume);
        }
    }

    // A file beside the index that finds no inode is told as one that cannot be opened.
    private boolean isForSpace(SQLException e) {
        return SqliteErrors.isFull(e)
                || (SqliteErrors.cannotOpen(e) && volume.space().isFull());
    }
}
