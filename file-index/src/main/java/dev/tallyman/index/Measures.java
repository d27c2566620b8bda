package dev.tallyman.index;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;

/** What an index takes at present, of the volume and of this process. */
public record Measures(Volume volume, Database database) {
    /** Bytes on the disk; the log is the write-ahead log: what was written lately. */
    public record Sizes(long index, long log) {}

    /** Queries of this process: how many run, how many wait for their turn, how many may run. */
    public record Queries(int running, int waiting, int most) {}

    /** What reads the index. */
    public Queries queries() {
        return new Queries(database.reading(), database.waitingToRead(), Database.READERS);
    }

    /** How much the index takes of the volume. */
    public Sizes sizes() {
        try {
            return new Sizes(Files.size(volume.database()), database.logBytes());
        } catch (IOException e) {
            throw new IntakeException.Unusable("The index’s size cannot be read: " + e.getMessage(), e);
        }
    }
}
