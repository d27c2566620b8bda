package dev.tallyman.volume.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What lies at a name, or is open: never what a link there leads to.
 *
 * @param device the file system's number, which is another after the next start of the machine: it
 *     tells things apart, and is never written down
 * @param changedNanos the last change of the inode (ctime), which no program can set back
 */
public record FileStatus(Kind kind, DiskFacts facts, long device, long changedNanos) {
    // struct statx is the same on every processor: statx(2)
    private static final int BYTES = 256;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int CHANGED = 96;
    private static final int MODIFIED = 112;
    private static final int DEVICE = 136;

    private static final int KIND = 0xf000;
    private static final byte[] NO_NAME = {};

    /** What can have a name; {@code words} say it. */
    public enum Kind {
        FILE("a file"),
        FOLDER("a folder"),
        LINK("a symbolic link"),
        PIPE("a pipe"),
        SOCKET("a socket"),
        DEVICE("a device");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        private static Kind of(int mode) {
            return switch (mode & KIND) {
                case 0x8000 -> FILE;
                case 0x4000 -> FOLDER;
                case 0xa000 -> LINK;
                case 0x1000 -> PIPE;
                case 0xc000 -> SOCKET;
                default -> DEVICE;
            };
        }
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /** The very same thing, whatever its name is. */
    public boolean isSameAs(FileStatus other) {
        return device == other.device && facts.inode() == other.facts.inode();
    }

    /** Of what is open. */
    static FileStatus of(int open) throws IOException {
        return at(open, NO_NAME).orElseThrow(() -> SystemError.of(SystemCalls.ENOENT, "an open file"));
    }

    /** Of a name in a folder; empty where nothing has it. */
    static Optional<FileStatus> at(int folder, byte[] name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            var asking = new Asking(arena);
            return Optional.ofNullable(asking.at(folder, SystemCalls.text(arena, name), name));
        }
    }

    /** Asks for one name after the other with the same piece of memory. */
    static final class Asking {
        private final MemorySegment state;
        private final MemorySegment answer;

        Asking(Arena arena) {
            state = SystemCalls.state(arena);
            answer = arena.allocate(BYTES, Long.BYTES);
        }

        /** Of the name at an address; null where nothing has it. */
        @Nullable
        FileStatus at(int folder, long address, byte[] name) throws IOException {
            int error = -SystemCalls.status(state, folder, address, answer);
            if (error == SystemCalls.ENOENT) {
                return null;
            }
            SystemError.check(-error, name);
            return new FileStatus(
                    Kind.of(answer.get(ValueLayout.JAVA_SHORT, MODE)),
                    new DiskFacts(
                            answer.get(ValueLayout.JAVA_LONG, SIZE),
                            nanos(MODIFIED),
                            answer.get(ValueLayout.JAVA_LONG, INODE)),
                    answer.get(ValueLayout.JAVA_LONG, DEVICE),
                    nanos(CHANGED));
        }

        // As Java's FileTime gives them: what lies beyond a long is its end.
        private long nanos(int at) {
            long whole = TimeUnit.SECONDS.toNanos(answer.get(ValueLayout.JAVA_LONG, at));
            int rest = answer.get(ValueLayout.JAVA_INT, at + Long.BYTES);
            if (whole == Long.MIN_VALUE) {
                return whole;
            }
            return whole > Long.MAX_VALUE - rest ? Long.MAX_VALUE : whole + rest;
        }
    }
}
