package dev.tallyman.e2e;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives two things each other's names, over and over, as fast as the system does it; there is no
 * moment at which one of the names is free.
 */
final class Exchange implements AutoCloseable {
    private static final int HERE = -100;
    private static final int RENAME_EXCHANGE = 2;
    private static final MethodHandle RENAMEAT2 = renameat2();

    private final Path real;
    private final Path link;
    private final Path target;
    private final Thread thread;
    private volatile boolean over;
    private long times;

    /**
     * @param real a file or folder of the intake
     * @param link where a link to {@code target} lies at first
     */
    Exchange(Path real, Path link, Path target) throws IOException {
        this.real = real;
        this.link = link;
        this.target = target;
        Files.createSymbolicLink(link, target);
        thread = Thread.ofPlatform().name("exchange").start(this::swap);
    }

    @SuppressWarnings("restricted") // surefire is started with --enable-native-access
    private static MethodHandle renameat2() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("renameat2"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
    }

    private void swap() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment one = arena.allocateFrom(real.toString());
            MemorySegment other = arena.allocateFrom(link.toString());
            while (!over) {
                int failed = (int) RENAMEAT2.invokeExact(HERE, one, HERE, other, RENAME_EXCHANGE);
                times += 1 + failed;
            }
            // One of the two was deleted or moved: what is there stays as it is.
            if (Files.isSymbolicLink(real) && Files.exists(link)) {
                int _ = (int) RENAMEAT2.invokeExact(HERE, one, HERE, other, RENAME_EXCHANGE);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, with the link out of the way; how often they changed places. */
    long end() throws IOException {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Path path : new Path[] {real, link}) {
            if (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).equals(target)) {
                Files.delete(path);
            }
        }
        return times;
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
