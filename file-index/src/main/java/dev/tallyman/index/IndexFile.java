package dev.tallyman.index;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.IntakeException;
import java.time.Duration;

/** The SQLite file of an index that is open: whether it is still the one at its place, and what it takes. */
public final class IndexFile {
    private final Database database;

    IndexFile(Database database) {
        this.database = database;
    }

    /** Throws {@link IntakeException.Unusable} when the index was removed or replaced; who reads or writes need not ask. */
    public void prove() {
        database.prove();
    }

    /** True when another index has been put in its place. */
    public boolean isReplaced() {
        return database.isReplaced();
    }

    /** For one that was replaced: sets aside what the new index, or a new process, would take for its own. */
    public void giveWay() {
        database.giveWay();
    }

    /** For a server, where a few slow queries may not keep everybody from reading: {@link IntakeException.TimedOut}. */
    public void endQueriesAfter(Duration time) {
        database.endQueriesAfter(time);
    }

    /** For many short writes: none waits while the write-ahead log is copied into the index. */
    public void checkpointBeside() {
        database.checkpointBeside();
    }

    /** For quiet times: gives back what the write-ahead log took of the volume under load. */
    public void rest() {
        database.rest();
    }
}
