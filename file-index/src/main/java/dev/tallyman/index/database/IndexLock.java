package dev.tallyman.index.database;

import dev.tallyman.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock beside the index: shared by everybody who has the index open, and held alone by whoever
 * puts another file in its place.
 */
final class IndexLock implements Closeable {
    private final FileChannel channel;
    private final FileLock lock;

    private IndexLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes a share; empty while somebody has the lock alone. */
    static Optional<IndexLock> share(Volume volume) throws IOException {
        return take(volume, true);
    }

    /** Takes the lock alone; empty while anybody has the index open. */
    static Optional<IndexLock> alone(Volume volume) throws IOException {
        return take(volume, false);
    }

    private static Optional<IndexLock> take(Volume volume, boolean shared) throws IOException {
        Path path = volume.index().resolve("lock");
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
            if (lock != null) {
                return Optional.of(new IndexLock(channel, lock));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
