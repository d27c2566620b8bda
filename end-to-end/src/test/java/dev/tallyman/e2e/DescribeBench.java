package dev.tallyman.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How fast sweeps read what is in files, and that verdicts do not wait for it; only {@code bench/run} starts it. */
class DescribeBench {
    private static final boolean QUICK = Boolean.getBoolean("tallyman.bench.quick");
    private static final Path WORK = Path.of("target/bench/described").toAbsolutePath();
    private static final String NOTHING =
            "describe: {metadata: false, text: false, thumbnails: false, members: false}\n";
    private static final String ALL = "describe: {}\n";
    private static final int ROUNDS = 3;

    private final Documents documents = new Documents();

    /** Makes the content of a file by its number. */
    private interface Maker {
        byte[] make(int number) throws IOException;
    }

    /** What a sweep took. */
    private record Took(double seconds, Duration processor, long memory, long verdicts) {}

    @Test
    void describing() throws Exception {
        measure("texts", ".txt", scaled(20_000), 2_000, ALL, _ -> documents.text());
        measure("office documents", ".docx", scaled(4_000), 300, ALL, _ -> documents.office());
        measure("PDFs", ".pdf", scaled(3_000), 200, "describe: {thumbnails: false}\n", _ -> documents.pdf());
        byte[] photograph = documents.photograph();
        Maker numbered = number -> documents.numbered(photograph, number);
        measure("JPEGs, metadata", ".jpg", scaled(2_000), 250, "describe: {thumbnails: false}\n", numbered);
        measure("JPEGs of 12 MP, both pictures", ".jpg", scaled(200), 15, ALL, numbered);
    }

    @Test
    void verdicts() throws Exception {
        plant(".txt", scaled(10_000), _ -> documents.text());
        double without = Double.MAX_VALUE;
        double with = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            Shell.run("rm", "-rf", WORK.resolve("index"));
            without = Math.min(without, (double) sweep(NOTHING).verdicts());
            Shell.run("rm", "-rf", WORK.resolve("index"));
            with = Math.min(with, (double) sweep(ALL).verdicts());
        }
        Figures.add(
                "last verdict with describing / without",
                with / without,
                "%.1f s / %.1f s, %,d texts".formatted(with / 1e3, without / 1e3, scaled(10_000)),
                Goal.atMost(1.05));
    }

    private static int scaled(int full) {
        return QUICK ? full / 20 : full;
    }

    private void measure(String what, String ending, int count, double goal, String rules, Maker maker)
            throws Exception {
        clear();
        prepare();
        plant(ending, count, maker);
        sweep(NOTHING);
        Took start = sweep(NOTHING);
        Took took = sweep(rules);
        double each = took.processor().minus(start.processor()).toMillis() / (double) count;
        Figures.add(
                "describing %,d %s".formatted(count, what),
                count / Math.max(0.001, took.seconds() - start.seconds()),
                "files/s; %.2f ms of the processor each, %d MB".formatted(each, took.memory() >> 20),
                Goal.atLeast(goal));
    }

    private void plant(String ending, int count, Maker maker) throws IOException {
        for (int i = 0; i < count; i++) {
            Path folder = Files.createDirectories(WORK.resolve("files/" + i / 1_000));
            Files.write(folder.resolve(i + ending), maker.make(i));
        }
    }

    private static Took sweep(String rules) throws Exception {
        Path file = Files.writeString(WORK.resolveSibling("rules.yaml"), rules);
        long start = System.currentTimeMillis();
        Duration processor = Duration.ZERO;
        long memory = 0;
        double seconds;
        try (var sweep = Tallyman.start("sweep", "--data", WORK, "--rules", file, "--workers", 2)) {
            while (sweep.isAlive()) {
                processor = ProcessHandle.of(sweep.pid())
                        .flatMap(one -> one.info().totalCpuDuration())
                        .orElse(processor);
                memory = Math.max(memory, Memory.peak(sweep.pid()));
                sweep.await(20);
            }
            seconds = (System.currentTimeMillis() - start) / 1e3;
            sweep.end().ended(0);
        }
        return new Took(seconds, processor, memory, lastVerdict() - start);
    }

    private static long lastVerdict() throws Exception {
        return Long.parseLong(
                Shell.query(WORK, "SELECT ifnull(max(done), 0) FROM file").getFirst());
    }

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectories(WORK);
        Tallyman.sweep(WORK).ended(0);
    }

    @AfterEach
    void clear() throws Exception {
        Shell.run("rm", "-rf", WORK);
    }
}
