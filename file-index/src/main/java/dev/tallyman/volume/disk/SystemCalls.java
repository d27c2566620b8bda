package dev.tallyman.volume.disk;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Collections;
import java.util.Optional;

/**
 * The calls to Linux that go from an open folder to a name, which Java has no way for. All of them
 * go through syscall(2), so that neither the C library nor its age matters.
 */
final class SystemCalls {
    /** Whoever is asked for a folder takes an absolute path as well, and then needs none. */
    static final int NO_FOLDER = -100;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EEXIST = 17;
    static final int EXDEV = 18;
    static final int ENOTDIR = 20;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int ENOSYS = 38;
    static final int ELOOP = 40;
    static final int EDQUOT = 122;

    static final int CREATE_NEW = 0x40 | 0x80;
    static final int READ = 0;
    static final int WRITE = 1;

    /** Opens the name only: nothing is read, no pipe or device notices. */
    static final int NAME_ONLY = 0x200000;

    private static final int CLOSE_ON_EXEC = 0x80000;

    // RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS, RESOLVE_BENEATH: openat2(2)
    private static final long INSIDE = 0x02 | 0x04 | 0x08;
    private static final int EMPTY_PATH = 0x1000;
    private static final int SYMLINK_NO_FOLLOW = 0x100;
    private static final int SYMLINK_FOLLOW = 0x400;
    private static final int NO_REPLACE = 1;
    private static final int REMOVE_FOLDER = 0x200;
    private static final int BASIC_STATS = 0x7ff;
    private static final int OPENAT2 = 437;
    private static final long TIME_STAYS = (1L << 30) - 2; // UTIME_OMIT

    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = syscall();
    private static final Machine MACHINE = Machine.here().orElse(Machine.X86_64);

    private SystemCalls() {}

    /** What differs between processors: the calls' numbers, and two flags of open. */
    private record Machine(
            int openat,
            int mkdirat,
            int unlinkat,
            int linkat,
            int renameat2,
            int statx,
            int getdents64,
            int close,
            int lseek,
            int utimensat,
            int folder,
            int noFollow) {
        private static final Machine X86_64 =
                new Machine(257, 258, 263, 265, 316, 332, 217, 3, 8, 280, 0x10000, 0x20000);
        private static final Machine AARCH64 = new Machine(56, 34, 35, 37, 276, 291, 61, 57, 62, 88, 0x4000, 0x8000);

        static Optional<Machine> here() {
            return switch (system()) {
                case "Linux amd64" -> Optional.of(X86_64);
                case "Linux aarch64" -> Optional.of(AARCH64);
                default -> Optional.empty();
            };
        }
    }

    static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** False on a system whose calls are not known here: none of them may be made there. */
    static boolean areKnown() {
        return Machine.here().isPresent();
    }

    @SuppressWarnings("restricted") // the programs are started with --enable-native-access
    private static MethodHandle syscall() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        Collections.nCopies(6, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new)),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }

    // What the call answers, or the error as a negative number, as the kernel itself says it.
    private static long call(MemorySegment state, int number, long... arguments) {
        try {
            while (true) {
                long answer = (long) SYSCALL.invokeExact(
                        state,
                        (long) number,
                        arguments[0],
                        argument(arguments, 1),
                        argument(arguments, 2),
                        argument(arguments, 3),
                        argument(arguments, 4));
                int error = answer == -1 ? (int) ERRNO.get(state, 0L) : 0;
                if (error != EINTR) {
                    return error == 0 ? answer : -error;
                }
            }
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("system call " + number + " cannot be made", e);
        }
    }

    private static long call(Arena arena, int number, long... arguments) {
        return call(state(arena), number, arguments);
    }

    /** Where a call leaves its error; one is enough for many calls after each other. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    private static long argument(long[] arguments, int n) {
        return n < arguments.length ? arguments[n] : 0;
    }

    /** The address of a text as C has it. */
    static long text(Arena arena, byte[] text) {
        MemorySegment copy = arena.allocate(text.length + 1L);
        MemorySegment.copy(text, 0, copy, ValueLayout.JAVA_BYTE, 0, text.length);
        return copy.address();
    }

    /** A folder by its path, links followed: for the data folder alone, which people name. */
    static int openFolder(byte[] path) {
        try (Arena arena = Arena.ofConfined()) {
            long flags = NAME_ONLY | MACHINE.folder | CLOSE_ON_EXEC;
            return (int) call(arena, MACHINE.openat, NO_FOLDER, text(arena, path), flags);
        }
    }

    /** One name in a folder; a link is opened itself, with {@link #NAME_ONLY}, or refused. */
    static int open(int folder, byte[] name, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            long all = flags | MACHINE.noFollow | CLOSE_ON_EXEC;
            return (int) call(arena, MACHINE.openat, folder, text(arena, name), all, 0666);
        }
    }

    static int openAsFolder(int folder, byte[] name, int flags) {
        return open(folder, name, flags | MACHINE.folder);
    }

    /** A path below a folder, of which no part may be a link; the last may with NAME_ONLY. */
    static int openInside(int folder, byte[] path, int flags, boolean asFolder) {
        try (Arena arena = Arena.ofConfined()) {
            int kind = asFolder ? MACHINE.folder : MACHINE.noFollow;
            MemorySegment how = arena.allocate(24, Long.BYTES);
            how.set(ValueLayout.JAVA_LONG, 0, flags | kind | CLOSE_ON_EXEC);
            how.set(ValueLayout.JAVA_LONG, 16, INSIDE);
            return (int) call(arena, OPENAT2, folder, text(arena, path), how.address(), how.byteSize());
        }
    }

    static int makeFolder(int folder, byte[] name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, MACHINE.mkdirat, folder, text(arena, name), 0777);
        }
    }

    static int delete(int folder, byte[] name, boolean asFolder) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, MACHINE.unlinkat, folder, text(arena, name), asFolder ? REMOVE_FOLDER : 0);
        }
    }

    /** Another name for what is open, whatever its old name has become. Never replaces anything. */
    static int link(byte[] open, int folder, byte[] name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(
                    arena, MACHINE.linkat, NO_FOLDER, text(arena, open), folder, text(arena, name), SYMLINK_FOLLOW);
        }
    }

    static int rename(int from, byte[] name, int to, byte[] as, boolean replace) {
        try (Arena arena = Arena.ofConfined()) {
            int flags = replace ? 0 : NO_REPLACE;
            return (int) call(arena, MACHINE.renameat2, from, text(arena, name), to, text(arena, as), flags);
        }
    }

    /** Fills in struct statx: of a name, or of what is open itself with an empty one. */
    static int status(MemorySegment state, int open, long name, MemorySegment answer) {
        int flags = SYMLINK_NO_FOLLOW | EMPTY_PATH;
        return (int) call(state, MACHINE.statx, open, name, flags, BASIC_STATS, answer.address());
    }

    /** The next of a folder's entries, struct linux_dirent64 one after the other; 0 at the end. */
    static int entries(MemorySegment state, int folder, MemorySegment to) {
        return (int) call(state, MACHINE.getdents64, folder, to.address(), to.byteSize());
    }

    /** What is open already, under a path that leads to it, for reading as well. */
    static int openAgain(byte[] reference) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, MACHINE.openat, NO_FOLDER, text(arena, reference), READ | CLOSE_ON_EXEC);
        }
    }

    /** Where data or a hole begins, from a position on. */
    static long seek(MemorySegment state, int open, long position, int whence) {
        return call(state, MACHINE.lseek, open, position, whence);
    }

    /** The date of the last change of what a path leads to; that of the last reading stays. */
    static int setModified(byte[] path, long seconds, long nanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment times = arena.allocateFrom(ValueLayout.JAVA_LONG, 0, TIME_STAYS, seconds, nanos);
            return (int) call(arena, MACHINE.utimensat, NO_FOLDER, text(arena, path), times.address(), 0);
        }
    }

    static void close(int open) {
        try (Arena arena = Arena.ofConfined()) {
            call(arena, MACHINE.close, open);
        }
    }
}
