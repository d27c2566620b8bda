package dev.tallyman.volume;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The one thing that Java does not tell of a file system: its inodes. An image without a shell has
 * no {@code df}, so libc is asked.
 */
final class FileSystem {
    // struct statvfs on 64-bit Linux, glibc and musl alike: eight-byte fields, the inodes after
    // five of them.
    private static final int STATVFS_BYTES = 256;
    private static final int F_FILES = 40;
    private static final int F_FAVAIL = 56;

    private FileSystem() {}

    /** How many inodes are left for this user, and how many there are. */
    record Inodes(long free, long total) {}

    /** Empty where the system does not say, and on a file system that counts none. */
    @SuppressWarnings("restricted") // the programs are started with --enable-native-access
    static Optional<Inodes> inodes(Path folder) {
        boolean known = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        if (!known) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> symbol = linker.defaultLookup().find("statvfs");
        if (symbol.isEmpty()) {
            return Optional.empty();
        }
        MethodHandle statvfs = linker.downcallHandle(
                symbol.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(STATVFS_BYTES, Long.BYTES);
            int result = (int) statvfs.invokeExact(arena.allocateFrom(folder.toString()), answer);
            long total = answer.get(ValueLayout.JAVA_LONG, F_FILES);
            return result == 0 && total > 0
                    ? Optional.of(new Inodes(answer.get(ValueLayout.JAVA_LONG, F_FAVAIL), total))
                    : Optional.empty();
        } catch (Throwable e) {
            throw new IllegalStateException("statvfs cannot be called", e);
        }
    }
}
