package dev.tallyman.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process needs of the machine's memory, in bytes. */
final class Memory {
    private Memory() {}

    /** The most that was resident so far; 0 when it has ended. */
    static long peak(long pid) {
        return status(pid, "VmHWM:");
    }

    /** What is resident now; 0 when it has ended. */
    static long resident(long pid) {
        return status(pid, "VmRSS:");
    }

    private static long status(long pid, String name) {
        try (var status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return status.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }
}
