package dev.tallyman.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server holds.
 *
 * @param heap bytes that are reachable
 * @param resident bytes
 * @param wal bytes of the index's write-ahead log
 */
record Footprint(int descriptors, int threads, long heap, long resident, long wal) {
    private static final long SLACK = 24L << 20;

    /** After a full collection. */
    static Footprint of(Server server) throws Exception {
        Shell.run("jcmd", server.pid(), "GC.run");
        String heap = Shell.run("jcmd", server.pid(), "GC.heap_info");
        long used = heap.lines()
                // Of the serial collector: one line for each generation.
                .filter(line -> line.contains("total") && line.contains(", used "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*, used (\\d+)K.*", "$1")) << 10)
                .sum();
        var light = light(server);
        return new Footprint(light.descriptors, light.threads, used, light.resident, light.wal);
    }

    /** Without what takes a collection to know. */
    static Footprint light(Server server) throws IOException {
        Path process = Path.of("/proc/" + server.pid());
        Path wal = server.data().resolve("index/tallyman.db-wal");
        return new Footprint(
                entries(process.resolve("fd")),
                entries(process.resolve("task")),
                0,
                Memory.resident(server.pid()),
                Files.exists(wal) ? Files.size(wal) : 0);
    }

    private static int entries(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return (int) all.count();
        }
    }

    /** Where this is not back at what it was. */
    List<String> beyond(Footprint start) {
        var beyond = new ArrayList<String>();
        if (descriptors > start.descriptors + 20) {
            beyond.add("descriptors: %d, at the start %d".formatted(descriptors, start.descriptors));
        }
        if (threads > start.threads + 20) {
            beyond.add("threads: %d, at the start %d".formatted(threads, start.threads));
        }
        if (heap > start.heap + SLACK) {
            beyond.add("heap: %,d MB, at the start %,d MB".formatted(heap >> 20, start.heap >> 20));
        }
        if (wal > start.wal + SLACK) {
            beyond.add("WAL: %,d MB, at the start %,d MB".formatted(wal >> 20, start.wal >> 20));
        }
        return beyond;
    }

    @Override
    public String toString() {
        return "%d descriptors, %d threads, %s%,d MB resident, WAL %,.1f MB"
                .formatted(
                        descriptors,
                        threads,
                        heap == 0 ? "" : "%,d MB of heap, ".formatted(heap >> 20),
                        resident >> 20,
                        wal / 1048576.0);
    }
}
