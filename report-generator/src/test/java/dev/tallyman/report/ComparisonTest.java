package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {
    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() throws IOException {
        intake = new TestIntake(folder);
        intake.upload("stays.txt", "stays");
        intake.upload("goes.txt", "goes");
        intake.upload("vanishes.txt", "vanishes");
        intake.upload("learns.xyz", "TRK1");
        intake.upload("=grows.txt", "short");
        intake.sweep();
        intake.report();
        intake.tick(Duration.ofMinutes(27));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    private List<List<String>> changes() throws IOException {
        Csvs csv = Csvs.plain(intake.latest().resolve("data/changes.csv"));
        return csv.rows().stream().map(row -> List.of(row.get(0), row.get(2))).toList();
    }

    @Test
    void everyKindOfChangeIsFoundOnce() throws IOException {
        intake.index.trash().put(2);
        Files.delete(intake.data.resolve("files/vanishes.txt"));
        Files.writeString(intake.data.resolve("files/=grows.txt"), "much longer");
        intake.drop("found.txt", "found");
        intake.upload("sent.txt", "sent");
        intake.upload("bad.txt", "bad");
        intake.sweep(
                Policy.FCFS,
                1,
                path -> path.name().equals("bad.txt") ? new Outcome.Failed("Broken.") : TestIntake.byName(path));
        intake.index.queue().adopt("rules-2", _ -> 0, Map.of("xyz", Category.DATA), Map.of());
        intake.sweep(
                Policy.FCFS,
                1,
                path -> path.extension().equals("xyz")
                        ? TestIntake.is("application/x-track", Category.DATA, null, "Track", null, Basis.MAGIC)
                        : TestIntake.byName(path));
        intake.report();

        assertEquals(
                List.of(
                        List.of("gone", "goes.txt"),
                        List.of("gone", "vanishes.txt"),
                        List.of("identified", "learns.xyz"),
                        List.of("content", "=grows.txt"),
                        List.of("new", "sent.txt"),
                        List.of("new", "bad.txt"),
                        List.of("needs", "bad.txt"),
                        List.of("new", "found.txt")),
                changes());
        String index = intake.page("index.html");
        assertTrue(index.contains("What changed since Report 1"));
        assertTrue(index.contains("2 arrived through uploads, 1 were found on the volume."));
        assertTrue(index.contains("1 moved to the trash, 1 disappeared from the disk, 0 purged."));
        assertTrue(intake.page("lists/changes-identified.html").contains("unknown, not identified"));
    }

    @Test
    void aPreviousReportThatIsDamagedOnlyCostsTheComparison() throws IOException {
        intake.upload("more.txt", "more");
        Path table = intake.latest().resolve("data/files.csv.gz");
        byte[] bytes = Files.readAllBytes(table);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(table, bytes);

        intake.report();

        assertTrue(intake.page("index.html").contains("no earlier report to compare with"));
    }

    @Test
    void aReportAfterAnEmptyOneIsNotCalledTheFirst(@TempDir Path other) throws IOException {
        try (TestIntake empty = new TestIntake(other)) {
            empty.report();
            assertTrue(empty.page("index.html").contains("it is the first"));
            empty.tick(Duration.ofMinutes(1));

            empty.report(true);
            assertFalse(empty.page("index.html").contains("it is the first"));
            empty.upload("a.txt", "a");
            empty.sweep();
            empty.report();

            assertFalse(empty.page("index.html").contains("the first report"));
        }
    }
}
