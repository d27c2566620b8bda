package dev.tallyman.index.database;

import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Ends in a backup, before it becomes the index, what was going on when it was made. The next
 * discovery brings it in line with the files.
 */
final class Restores {
    private Restores() {}

    static void prepare(Session session, Volume volume, Instant now) throws SQLException, IOException {
        session.execute("BEGIN IMMEDIATE");
        UsedIds.leaveOut(session, volume);
        session.update("UPDATE file SET state = 'received', owner = NULL WHERE state = 'claimed'");
        session.update("""
                UPDATE run SET state = 'failed', ended = ?, owner = NULL, message = 'The index was restored meanwhile'
                 WHERE state IN ('pending', 'running')
                """, now);
        session.execute("COMMIT");
    }
}
