package dev.tallyman.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A bound on memory for a process and all that it starts, as a container has one: version 1 of
 * control groups, root only. Elsewhere there is no bound, and that is said.
 */
final class Cgroup implements AutoCloseable {
    private final Path folder;
    private final boolean real;

    Cgroup(String name, long limit) throws IOException {
        folder = Path.of("/sys/fs/cgroup/memory/tallyman-" + name);
        real = Files.isWritable(Path.of("/sys/fs/cgroup/memory/cgroup.procs"));
        if (real) {
            Files.createDirectories(folder);
            write("memory.limit_in_bytes", Long.toString(limit));
            write("memory.max_usage_in_bytes", "0");
        } else {
            System.out.println("SKIPPED, no bound on memory: control groups cannot be written here");
        }
    }

    /** What starts a command within the bound. */
    List<String> enter() {
        return real
                ? List.of("sh", "-c", "echo $$ >" + folder.resolve("cgroup.procs") + "; exec \"$@\"", "within")
                : List.of();
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(folder.resolve(file), value);
    }

    /** The most that was in use, what the page cache held included; 0 without a bound. */
    long peak() throws IOException {
        return real
                ? Long.parseLong(Files.readString(folder.resolve("memory.max_usage_in_bytes"))
                        .strip())
                : 0;
    }

    /** Who was killed for want of memory. */
    List<String> faults() throws IOException {
        if (!real) {
            return List.of();
        }
        return Files.readAllLines(folder.resolve("memory.oom_control")).stream()
                .filter(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (real) {
            // Empty by now, or the kernel refuses.
            Files.deleteIfExists(folder);
        }
    }
}
