package dev.tallyman.volume.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * A regular file that was opened, and stays the same one whatever happens to its name: what is
 * asked of it and read from it is its own.
 */
public final class OpenFile implements AutoCloseable {
    private final int open;
    private final FileStatus status;

    private OpenFile(int open, FileStatus status) {
        this.open = open;
        this.status = status;
    }

    /**
     * Takes what is open over, and closes it when it is no regular file.
     *
     * @throws NotAFileException with what it is instead
     */
    static OpenFile of(int open, byte[] path) throws IOException {
        try {
            FileStatus status = FileStatus.of(open);
            if (!status.isFile()) {
                throw new NotAFileException(new String(path, StandardCharsets.UTF_8), status.kind());
            }
            return new OpenFile(open, status);
        } catch (IOException e) {
            SystemCalls.close(open);
            throw e;
        }
    }

    /** What it was when it was opened. */
    public DiskFacts facts() {
        return status.facts();
    }

    /** When its inode changed last, which no program can set back: ctime, in nanoseconds. */
    public long changedNanos() {
        return status.changedNanos();
    }

    public FileStatus status() {
        return status;
    }

    /** Sets the date that it was changed last. */
    public void setModified(Instant time) throws IOException {
        byte[] path = reference().getBytes(StandardCharsets.US_ASCII);
        // By that path and not by opening it once more: closing that would end the locks on it.
        SystemError.check(SystemCalls.setModified(path, time.getEpochSecond(), time.getNano()), path);
    }

    /** What it is now. */
    public DiskFacts factsNow() throws IOException {
        return FileStatus.of(open).facts();
    }

    /** Its bytes. The caller closes the channel, before the file. */
    public FileChannel channel() throws IOException {
        return channel(StandardOpenOption.READ);
    }

    /** Where it was never written. The caller closes them, before the file. */
    Holes holes() throws IOException {
        return Holes.of(reference(), status.facts().size());
    }

    // Java makes no channel of what is open already, but this path leads to it, not to a name.
    public FileChannel channel(OpenOption... options) throws IOException {
        return FileChannel.open(Path.of(reference()), options);
    }

    /** A path that leads to what is open: proc_pid_fd(5). */
    String reference() {
        return "/proc/self/fd/" + open;
    }

    @Override
    public void close() {
        SystemCalls.close(open);
    }
}
