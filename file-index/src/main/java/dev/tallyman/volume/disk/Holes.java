package dev.tallyman.volume.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The stretches of an open file that were never written: they take no space and read as zeros, and
 * reading terabytes of them takes hours. For one thread.
 */
final class Holes implements AutoCloseable {
    // SEEK_DATA and SEEK_HOLE: lseek(2)
    private static final int DATA = 3;
    private static final int HOLE = 4;

    private final int open;
    private final long size;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = SystemCalls.state(arena);

    private Holes(int open, long size) {
        this.open = open;
        this.size = size;
    }

    static Holes of(String reference, long size) throws IOException {
        byte[] path = reference.getBytes(StandardCharsets.US_ASCII);
        return new Holes(SystemError.check(SystemCalls.openAgain(path), path), size);
    }

    /** Where the next data begins, {@code at} itself included; the file's end where none does. */
    long dataFrom(long at) {
        return seek(at, DATA, at);
    }

    /** Bytes in holes; once it is more than enough the rest is not looked for. */
    long sum(long enough) {
        long sum = 0;
        long at = 0;
        while (at < size && sum <= enough) {
            long data = dataFrom(at);
            sum += data - at;
            at = seek(data, HOLE, size);
        }
        return sum;
    }

    // Beyond the last data there is no more of it, and a file system that knows no holes has none.
    private long seek(long at, int whence, long unknown) {
        if (at >= size) {
            return size;
        }
        long found = SystemCalls.seek(state, open, at, whence);
        if (found == -SystemCalls.ENXIO) {
            return size;
        }
        return found < 0 ? unknown : Math.clamp(found, at, size);
    }

    @Override
    public void close() {
        SystemCalls.close(open);
        arena.close();
    }
}
