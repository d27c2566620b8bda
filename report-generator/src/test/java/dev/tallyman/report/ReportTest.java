package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    private TestIntake intake;

    @BeforeEach
    void open() {
        intake = new TestIntake(folder);
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void theSummaryHasTheNumbersOfTheIndexUnderTheNamesOfTheApi() throws IOException {
        intake.fill();
        intake.upload("late.txt", "waits");
        intake.report();

        JsonObject summary = JsonParser.create(intake.data("summary.json")).readJsonObject();
        assertEquals(8, summary.longValue("files", -1));
        assertEquals(78, summary.longValue("bytes", -1));
        assertEquals(7, summary.longValue("processed", -1));
        assertEquals(3, summary.longValue("images", -1));
        assertEquals(1, summary.longValue("documents", -1));
        assertEquals(1, summary.longValue("text", -1));
        assertEquals(1, summary.objectValue("backlog").orElseThrow().longValue("files", -1));
        assertEquals(1, summary.longValue("duplicate_groups", -1));
        assertEquals(10, summary.longValue("duplicate_bytes", -1));
        JsonObject categories = summary.objectValue("categories", JsonObject.empty());
        assertEquals(3, categories.longValue("image", -1));
        assertEquals(1, categories.longValue("empty", -1));
        assertEquals(0, categories.longValue("audio", -1));
        JsonObject bytes = summary.objectValue("category_bytes", JsonObject.empty());
        assertEquals(35, bytes.longValue("image", -1));
        JsonObject states = summary.objectValue("states", JsonObject.empty());
        assertEquals(7, states.longValue("classified", -1));
        assertEquals(1, states.longValue("received", -1));
    }

    @Test
    void theFirstPageSaysItInOneSentenceAndShowsEverySection() throws IOException {
        intake.fill();
        intake.upload("late.txt", "waits");
        intake.report();

        String index = intake.page("index.html");
        assertTrue(index.contains("<h1>8 files; 7 classified, 1 waiting.</h1>"), index);
        for (String section : List.of(
                "next",
                "numbers",
                "changes",
                "categories",
                "months",
                "years",
                "formats",
                "basis",
                "extensions",
                "mismatches",
                "folders",
                "largest",
                "states",
                "needs",
                "duplicates",
                "unidentified",
                "risks",
                "skipped",
                "waiting",
                "gantt",
                "runs",
                "deeds",
                "provenance")) {
            assertTrue(index.contains("id=\"" + section + "\""), section);
            assertTrue(index.contains("href=\"#" + section + "\""), section);
        }
        assertTrue(index.contains("54 52 4b 31"), "the first bytes of what is not identified");
        assertTrue(index.contains("1 copy in 1 group waste 10 B"));
    }

    @Test
    void allDataFilesAreThereAndTellTheSame() throws IOException {
        intake.fill();
        intake.report();

        for (String table : List.of(
                "summary",
                "categories",
                "states",
                "basis",
                "skipped",
                "months",
                "modified",
                "scheduling",
                "runs",
                "deeds",
                "formats",
                "extensions",
                "folders",
                "reasons",
                "mismatch-pairs",
                "mismatches",
                "quarantined",
                "failed",
                "waiting",
                "risks",
                "by-name",
                "empty",
                "unidentified",
                "duplicates",
                "trash",
                "missing")) {
            assertTrue(intake.files().contains("data/" + table + ".csv"), table);
            assertTrue(intake.files().contains("data/" + table + ".json"), table);
        }
        String extensions = intake.data("extensions.csv");
        assertTrue(extensions.startsWith("extension,files,bytes\r\n"), extensions);
        assertTrue(extensions.contains("jpg,2,20\r\n"), extensions);
        String duplicates = intake.data("duplicates.csv");
        assertEquals(3, duplicates.lines().count(), duplicates);
        String formats = intake.data("formats.json");
        assertEquals(
                "JPEG",
                ((JsonObject) JsonParser.create(formats)
                                .readJsonArray()
                                .values()
                                .getFirst())
                        .stringValue("format", ""));
        Csvs files = Csvs.gzip(intake.latest().resolve("data/files.csv.gz"));
        assertEquals(7, files.rows().size());
        assertEquals(
                List.of("photos/a.jpg", "photos/b.jpg", "photos/c.png"),
                files.column("path").subList(0, 3));
        assertEquals(TestIntake.sha256("same bytes"), files.column("sha256").getFirst());
        List<String> lines = Csvs.gzipLines(intake.latest().resolve("data/files.jsonl.gz"));
        assertEquals(7, lines.size());
        assertEquals(
                "photos/a.jpg",
                JsonParser.create(lines.getFirst()).readJsonObject().stringValue("path", ""));
    }

    @Test
    void anEmptyIndexMakesAReportThatSaysWhatToDoFirst() throws IOException {
        intake.report();

        String index = intake.page("index.html");
        assertTrue(index.contains("<h1>No files yet.</h1>"));
        assertTrue(index.contains("Drop files on the Files page"));
        assertTrue(index.contains("id=\"provenance\""));
        assertTrue(
                Csvs.gzip(intake.latest().resolve("data/files.csv.gz")).rows().isEmpty());
        assertTrue(intake.files().contains("lists/files.html") == index.contains("lists/files.html"));
    }

    @Test
    void failuresShowTheirReasonsAndWaitForAPerson() throws IOException {
        intake.upload("bad.pdf", "broken");
        intake.upload("good.txt", "fine");
        intake.sweep(
                Policy.SJF,
                1,
                path -> path.name().equals("bad.pdf")
                        ? new Outcome.Failed("Took longer than 30 s.")
                        : TestIntake.byName(path));
        intake.report();

        String index = intake.page("index.html");
        assertTrue(index.contains("2 files; 1 classified, 1 needs you."), index);
        assertTrue(index.contains("Took longer than 30 s."));
        assertTrue(index.contains("Look at 1 file that could not be read."));
        assertTrue(intake.data("quarantined.csv").contains("bad.pdf"));
        assertTrue(intake.data("reasons.csv").contains("quarantined,Took longer than 30 s.,1,6"));
        assertEquals(1, intake.data("unidentified.csv").lines().count());
    }

    @Test
    void everyPageStaysUnderOneMegabyteHoweverNastyTheNames() throws IOException {
        String nasty = "<&\"'\u202e\u0001".repeat(25);
        for (int i = 0; i < 700; i++) {
            intake.upload("f/" + i + nasty, "x" + i);
        }
        intake.sweep();
        intake.report();

        long pages = 0;
        for (String file : intake.files()) {
            if (file.endsWith(".html")) {
                pages++;
                long size = Files.size(intake.latest().resolve(file));
                assertTrue(size < 1_000_000, file + " has " + size);
            }
        }
        assertTrue(pages > 10);
        assertTrue(intake.page("lists/files.html").contains("href=\"files-2.html\""));
    }

    @Test
    void namesThatAreNotUtf8KeepTheirBytesInTheDataFiles() throws IOException {
        byte[] name = {'b', (byte) 0xff, '.', 't', 'x', 't'};
        intake.upload(FilePath.of(name), "x");
        intake.sweep();
        intake.report();

        Csvs files = Csvs.gzip(intake.latest().resolve("data/files.csv.gz"));
        assertEquals("b\ufffd.txt", files.column("path").getFirst());
        assertEquals("Yv8udHh0", files.column("path_bytes").getFirst());
    }

    @Test
    void waitingAndTurnaroundAreExact() throws IOException {
        for (int i = 0; i < 20; i++) {
            intake.upload(i + ".txt", "x" + i);
            intake.tick(Duration.ofSeconds(1));
        }
        intake.sweep(Policy.FCFS, 3, TestIntake::byName);
        intake.report();

        // Files came a second apart and were claimed together 1 s after the last: 1 to 20 s.
        Csvs scheduling = Csvs.plain(intake.latest().resolve("data/scheduling.csv"));
        assertEquals(List.of("fcfs", "fcfs"), scheduling.column("policy"));
        assertEquals("20", scheduling.column("files").getFirst());
        assertEquals("10500", scheduling.column("waiting_mean_ms").getFirst());
        assertEquals("19000", scheduling.column("waiting_p95_ms").getFirst());
        assertEquals("20000", scheduling.column("waiting_max_ms").getFirst());
    }
}
