package dev.tallyman.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Speed and memory against the tools that everybody has, on this machine and within one run; only
 * {@code bench/run} starts it. Numbers of different runs are not compared: machines differ, ratios
 * stay.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Bench {
    private static final boolean QUICK = Boolean.getBoolean("tallyman.bench.quick");
    private static final int ROUNDS = 5;
    private static final int PAGES = 300;

    // Not in /tmp, which is memory on many machines.
    private static final Path WORK = Path.of("target/bench").toAbsolutePath();

    private static int scaled(int full) {
        return QUICK ? full / 20 : full;
    }

    @Test
    @Order(1)
    void unchangedSweep() throws Exception {
        Path data = intake("unchanged", scaled(100_000), 1);
        Path files = data.resolve("files");
        Path none = intake("none", 0, 1);
        double start = Double.MAX_VALUE;
        double sweep = Double.MAX_VALUE;
        double find = Double.MAX_VALUE;
        // In turn, so that a slow moment of the machine does not meet one of the three alone.
        for (int round = 0; round < ROUNDS; round++) {
            start = Math.min(start, seconds(() -> Tallyman.sweep(none)));
            sweep = Math.min(sweep, seconds(() -> Tallyman.sweep(data)));
            find = Math.min(find, seconds(() -> Shell.run("find", files, "-printf", "%p %s %T@ %i\n")));
        }
        Figures.add(
                "unchanged sweep of %,d files / find -printf".formatted(scaled(100_000)),
                (sweep - start) / find,
                "%.2f s less %.2f s where there is no file / %.2f s".formatted(sweep, start, find),
                Goal.atMost(2));
    }

    @Test
    @Order(2)
    void newSweep() throws Exception {
        int count = scaled(20_000);
        Path data = intake("new", 0, 1);
        Trees.plant(data.resolve("files"), count, 700);
        String files = data.resolve("files").toString();
        double tools = best(2, () -> {
            sh("find '" + files + "' -type f -print0 | xargs -0 -P2 sha256sum >/dev/null");
            sh("find '" + files + "' -type f | file -f - >/dev/null");
        });
        double sweep = seconds(() -> Tallyman.sweep(data));
        Figures.add(
                "new sweep of %,d small files / sha256sum and file".formatted(count),
                sweep / tools,
                "%.2f s / %.2f s".formatted(sweep, tools),
                Goal.atMost(0.5));
    }

    @Test
    @Order(3)
    void upload() throws Exception {
        int megabytes = scaled(1024);
        Path body = WORK.resolve("body");
        sh("head -c " + megabytes + "M /dev/urandom > '" + body + "'");
        try (var server = Server.start(intake("upload", 0, 1))) {
            var rounds = new ArrayList<Round>();
            // In turn too, and each into a file of its own: on a virtual machine, memory just
            // freed fills in a third of the time that new memory takes.
            for (int n = 0; n < ROUNDS; n++) {
                String copy = WORK.resolve("copy-" + n).toString();
                String dd = "dd if='%s' of='%s' bs=1M conv=fsync status=none".formatted(body, copy);
                String name = "body-" + n;
                rounds.add(new Round(seconds(() -> sh(dd)), seconds(() -> curl(server, body, name))));
            }
            rounds.sort(Comparator.comparingDouble(Round::ratio));
            Round middle = rounds.get(ROUNDS / 2);
            Figures.add(
                    "upload of %,d MiB by curl / dd conv=fsync".formatted(megabytes),
                    middle.ratio(),
                    "%.0f MiB/s / %.0f MiB/s".formatted(megabytes / middle.sent, megabytes / middle.copied),
                    Goal.atLeast(0.7));
        }
    }

    private record Round(double copied, double sent) {
        double ratio() {
            return copied / sent;
        }
    }

    @Test
    @Order(4)
    void aMillion() throws Exception {
        int few = scaled(10_000);
        int many = scaled(1_000_000);
        long small = sweepMemory(intake("few", few, 0));
        Path data = intake("many", 0, 1);
        Trees.plant(data.resolve("files"), many, 40);
        var took = new double[1];
        long large;
        try (var sweep = Tallyman.start("sweep", "--data", data)) {
            took[0] = System.nanoTime();
            large = peak(sweep);
            took[0] = (System.nanoTime() - took[0]) / 1e9;
            sweep.end().ended(0);
        }
        Figures.add(
                "memory of a sweep of %,d files / of %,d".formatted(many, few),
                (double) large / small,
                "%d MB / %d MB, %,.0f files/s".formatted(large >> 20, small >> 20, many / took[0]),
                Goal.atMost(1.5));
        reports(data, many);
        pages(data, many);
    }

    private static long sweepMemory(Path data) throws Exception {
        Files.delete(data.resolve("index/tallyman.db"));
        try (var sweep = Tallyman.start("sweep", "--data", data)) {
            long peak = peak(sweep);
            sweep.end().ended(0);
            return peak;
        }
    }

    private static long peak(Tallyman.Started program) throws Exception {
        var peak = new long[1];
        while (program.isAlive()) {
            peak[0] = Math.max(peak[0], Memory.peak(program.pid()));
            program.await(100);
        }
        return peak[0];
    }

    private static void reports(Path data, int rows) throws Exception {
        double report = seconds(() -> Tallyman.report(data));
        Figures.add("report over %,d rows".formatted(rows), report, "seconds, 256 MB heap", Goal.atMost(30));
        double again = seconds(() -> Tallyman.report(data));
        Figures.add("report when nothing changed", again, "seconds", Goal.atMost(1));
    }

    private static void pages(Path data, int rows) throws Exception {
        Path body = WORK.resolve("body");
        sh("head -c " + scaled(1024) + "M /dev/urandom > '" + body + "'");
        try (var server = Server.start(data);
                var uploads = new Endless(2, n -> curl(server, body, "page-" + n))) {
            turned(server, PAGES / 3); // classes are loaded, the compilers are done with the most of it
            double[] times = turned(server, PAGES);
            long peak = Memory.peak(server.pid());
            uploads.stop();
            Arrays.sort(times);
            Figures.add(
                    "page of 100 of %,d rows, p99".formatted(rows),
                    times[PAGES * 99 / 100],
                    "ms, p50 %.0f, %d uploads beside it".formatted(times[PAGES / 2], uploads.done()),
                    Goal.atMost(100));
            Figures.add("memory of the UI through it", (double) (peak >> 20), "MB", Goal.atMost(220));
        }
    }

    // Milliseconds of each page, fifty of them deep, then from the start again.
    private static double[] turned(Server server, int pages) throws Exception {
        var times = new double[pages];
        String next = "";
        for (int n = 0; n < pages; n++) {
            String from = next.isEmpty() ? "" : "&cursor=" + next;
            long start = System.nanoTime();
            var page =
                    server.get("/api/v1/files?limit=100" + from).answered(200).json();
            times[n] = (System.nanoTime() - start) / 1e6;
            next = n % 50 == 49 ? "" : page.stringValue("next").orElse("");
        }
        return times;
    }

    private static Path intake(String name, int files, int size) throws Exception {
        Path data = WORK.resolve(name);
        if (!Files.exists(data)) {
            Tallyman.sweep(data);
            Trees.plant(data.resolve("files"), files, size);
            Tallyman.sweep(data);
        }
        return data;
    }

    private static void curl(Server server, Path body, String name) throws Exception {
        sh("curl -sSf -T '" + body + "' " + server.address() + "/api/v1/files/by-path/" + name + " >/dev/null");
    }

    private static void sh(String command) throws Exception {
        Shell.run("sh", "-c", command);
    }

    private static double best(int times, Work work) throws Exception {
        double best = seconds(work);
        for (int n = 1; n < times; n++) {
            best = Math.min(best, seconds(work));
        }
        return best;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / (double) SECONDS.toNanos(1);
    }

    private interface Work {
        void run() throws Exception;
    }

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(WORK);
    }

    @AfterEach
    void clear() throws Exception {
        Shell.run("rm", "-rf", WORK);
    }

    @AfterAll
    static void summarise() {
        Figures.print(QUICK ? "A twentieth of the sizes:" : "All of it:");
    }
}
