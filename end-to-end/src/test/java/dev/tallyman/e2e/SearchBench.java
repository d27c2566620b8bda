package dev.tallyman.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How fast contents are searched, and what that takes of the volume; only {@code bench/run} starts it. */
class SearchBench {
    private static final int DOCUMENTS = Boolean.getBoolean("tallyman.bench.quick") ? 10_000 : 200_000;
    private static final int WORDS = 150;
    private static final int SEARCHES = 300;
    private static final int VOCABULARY = 50_000;
    private static final Path DATA = Path.of("target/bench/documents").toAbsolutePath();

    private final Random chance = new Random(1);
    private final Documents documents = new Documents();

    @Test
    void searching() throws Exception {
        Files.createDirectories(DATA);
        Tallyman.sweep(DATA).ended(0);
        long bytes = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = documents.words(WORDS);
            bytes += text.length();
            Path folder = Files.createDirectories(DATA.resolve("files/" + i / 1_000));
            Files.writeString(folder.resolve(i + ".txt"), text);
        }
        long start = System.nanoTime();
        Tallyman.sweep(DATA).ended(0);
        double took = (System.nanoTime() - start) / 1e9;
        Figures.add(
                "texts for searching / %,d texts".formatted(DOCUMENTS),
                (double) Files.size(DATA.resolve("index/text.db")) / bytes,
                "%d MB of text, %,.0f files/s from drop to searchable".formatted(bytes / 1_000_000, DOCUMENTS / took),
                Goal.atMost(0.4));
        try (var server = Server.start(DATA)) {
            searched(server, SEARCHES / 3);
            double[] times = searched(server, SEARCHES);
            Arrays.sort(times);
            Figures.add(
                    "search in %,d contents, p99".formatted(DOCUMENTS),
                    times[SEARCHES * 99 / 100],
                    "ms, p50 %.0f: one or two words, a phrase, a beginning".formatted(times[SEARCHES / 2]),
                    Goal.atMost(100));
        }
    }

    private double[] searched(Server server, int searches) throws Exception {
        var times = new double[searches];
        for (int n = 0; n < searches; n++) {
            String asked = switch (n % 4) {
                case 0 -> documents.word();
                case 1 -> documents.word() + " " + documents.word();
                case 2 -> "\"" + documents.word() + " " + documents.word() + "\"";
                default -> "w" + Integer.toString(chance.nextInt(VOCABULARY), Character.MAX_RADIX) + "*";
            };
            String text = URLEncoder.encode(asked, StandardCharsets.UTF_8);
            long start = System.nanoTime();
            server.get("/api/v1/files?limit=20&text=" + text).answered(200);
            times[n] = (System.nanoTime() - start) / 1e6;
        }
        return times;
    }

    @AfterEach
    void clear() throws Exception {
        Shell.run("rm", "-rf", DATA);
    }
}
