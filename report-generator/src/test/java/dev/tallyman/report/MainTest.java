package dev.tallyman.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Arrival;
import dev.tallyman.index.Index;
import dev.tallyman.index.Upload;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.runs.Run;
import dev.tallyman.program.Program;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(Map<String, String> env, String... args) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Main(new Program(env, InstantSource.system(), stream, stream), new AtomicBoolean()).execute(args);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDataFolderThatIsNotThereIsRefusedWithTheCure() {
        assertEquals(3, run(Map.of(), "report", "--data", folder.resolve("none").toString()));
        assertTrue(said().contains("There is no data folder at"), said());
    }

    @Test
    void withoutADataFolderTheUsageIsWrong() {
        assertEquals(2, run(Map.of("TALLYMAN_DATA", ""), "report"));
        assertTrue(said().contains("--data DIR"), said());
    }

    @Test
    void wrongSettingsAreNamed() throws IOException {
        String data = Files.createDirectory(folder.resolve("data")).toString();
        assertEquals(2, run(Map.of("TALLYMAN_FORCE", "perhaps"), "report", "--data", data));
        assertTrue(said().contains("TALLYMAN_FORCE is “perhaps”"), said());
        assertEquals(2, run(Map.of("TALLYMAN_TRIGGER", "moon"), "report", "--data", data));
        assertEquals(2, run(Map.of(), "report", "--data", data, "--unknown"));
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "nonsense: true\n");
        assertEquals(2, run(Map.of("TALLYMAN_RULES", rules.toString()), "report", "--data", data));
    }

    @Test
    void tablesBeginWithAByteOrderMarkUnlessTheRulesSayOtherwise() throws IOException {
        Path data = folder.resolve("data");
        try (Index index = Index.open(Volume.create(data), InstantSource.system());
                Upload upload = index.intake().begin()) {
            upload.write(new byte[] {65}, 1, false);
            upload.finish(Arrival.of(FilePath.of("=1+1,ä.txt")));
        }
        Path tables = data.resolve("reports/latest/data");

        assertEquals(0, run(Map.of(), "report", "--data", data.toString()), said());
        for (String table : List.of("summary", "categories", "waiting")) {
            assertTrue(Files.readString(tables.resolve(table + ".csv")).startsWith("\ufeff"), table);
        }
        assertTrue(Files.readString(tables.resolve("waiting.csv")).contains(",\"'=1+1,ä.txt\","));
        assertEquals("id", Csvs.gzip(tables.resolve("files.csv.gz")).header().getFirst());
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "report: {bom: false}\n");
        assertEquals(0, run(Map.of(), "report", "--data", data.toString(), "--rules", rules.toString()), said());
        assertTrue(Files.readString(tables.resolve("summary.csv")).startsWith("name,"), said());
    }

    @Test
    void verifySaysWhetherWhoDidWhatIsAsItWasWritten() throws IOException {
        Path data = folder.resolve("data");
        try (Index index = Index.open(Volume.create(data), InstantSource.system())) {
            index.events().note(new Author("ann", null, "here"), Deed.SIGN_IN, "");
            index.eventFiles().keep(Duration.ofDays(365));
        }
        Path logs = data.resolve("logs");
        Path file = logs.resolve("events-1-1.jsonl");

        assertEquals(0, run(Map.of(), "verify", data.toString()), said());
        assertEquals(0, run(Map.of(), "verify", file.toString()), said());
        Files.writeString(file, Files.readString(file).replace("ann", "bob"));
        assertEquals(1, run(Map.of(), "verify", data.toString()));
        assertTrue(said().contains("events-1-1.jsonl:1: was changed"), said());
        assertEquals(1, run(Map.of(), "verify", logs.toString()));
        assertEquals(2, run(Map.of(), "verify", folder.resolve("none").toString()));
        assertEquals(
                2,
                run(
                        Map.of(),
                        "verify",
                        Files.createDirectory(folder.resolve("empty")).toString()));
        assertEquals(2, run(Map.of(), "verify"));
    }

    @Test
    void aReportIsCalledLikeItsNamespaceOrElseLikeItsFolder() throws IOException {
        String data = data();
        Path page = Path.of(data, "reports/latest/index.html");
        assertEquals(0, run(Map.of("TALLYMAN_NAMESPACE", "scans"), "report", "--data", data));
        assertTrue(Files.readString(page).contains("<title>Report 1 · scans · Tallyman"));
        assertEquals(0, run(Map.of(), "report", "--force", "--data", data));
        assertTrue(Files.readString(page).contains("<title>Report 2 · coast-survey · Tallyman"));
    }

    private String data() throws IOException {
        try (TestIntake intake = new TestIntake(folder)) {
            return intake.data.toString();
        }
    }

    @Test
    void theEnvironmentSaysWhoAskedAndUnderWhichName() throws IOException {
        Run asked;
        Path data;
        try (TestIntake intake = new TestIntake(folder)) {
            data = intake.data;
            asked = intake.index
                    .runs()
                    .request(Run.Kind.REPORT, Run.Trigger.CLICK, null, null)
                    .run();
        }
        Map<String, String> env = Map.of(
                "TALLYMAN_DATA", data.toString(),
                "TALLYMAN_RUN_NAME", String.valueOf(asked.name()),
                "TALLYMAN_TRIGGER", "click",
                "TALLYMAN_REVISION", "4e7d1c9",
                "TALLYMAN_FORCE", "true");
        assertEquals(0, run(env, "report"), said());

        try (TestIntake intake = new TestIntake(folder)) {
            Run run = intake.index.runs().find(asked.id()).orElseThrow();
            assertEquals(Run.Status.DONE, run.status());
            assertEquals("4e7d1c9", run.provenance().revision());
            assertFalse(Files.exists(intake.volume.log(run.id())), "its starter writes the log");
            assertTrue(intake.page("index.html").contains("4e7d1c9"));
        }
    }

    @Test
    void theVersionIsToldWithTheRevision() {
        PrintStream before = System.out;
        var told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, run(Map.of("TALLYMAN_REVISION", "1a2b3c4"), "--version"));
            assertEquals(0, run(Map.of(), "report", "--version"));
        } finally {
            System.setOut(before);
        }
        String text = told.toString(StandardCharsets.UTF_8);
        assertTrue(text.matches("tallyman [0-9.]+, revision 1a2b3c4\\R.*revision unknown\\R"), text);
    }
}
