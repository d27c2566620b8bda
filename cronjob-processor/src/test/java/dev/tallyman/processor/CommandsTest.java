package dev.tallyman.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands answer and exit with. */
class CommandsTest {
    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void create() {
        stage = new Stage(folder);
    }

    private Stage.Ended with(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        return stage.run(environment, List.of(), args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sweep",
                "sweep --data D --policy fifo",
                "sweep --data D --workers many",
                "sweep --data D --workers 0",
                "sweep --data D --rules none.yaml",
                "sweep --data D --unknown",
                "rules",
                "rules --check none.yaml",
                "status",
                "bogus",
                ""
            })
    void wrongUsageIs2(String args) throws Exception {
        String[] words = Pattern.compile(" ")
                .splitAsStream(args.replace("D", stage.data.toString()))
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        Stage.Ended ended = stage.run(words);
        assertEquals(2, ended.exit(), ended.err());
        assertFalse(ended.err().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "housekeeping", "restore", "status", "rules", "identify"})
    void everyCommandHasHelp(String command) throws Exception {
        Stage.Ended ended = stage.run(command, "--help");
        assertEquals(0, ended.exit());
        assertTrue(ended.out().startsWith("Usage: tallyman " + command), ended.out());
        assertTrue(ended.out().contains("Exit codes:"), ended.out());
        assertTrue(ended.out().contains("TALLYMAN_RULES"), ended.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sweep | set TALLYMAN_DATA",
                "sweep --data D --workers many | “many” is not a whole number",
                "sweep --data D --workers 99999999999 | or too large",
                "sweep --data= | it is empty",
                "status --data D --jsn | --json"
            })
    void wrongUsageIsSaidInFewLinesWithItsCure(String args, String cure) throws Exception {
        Stage.Ended ended = stage.run(args.replace("D", stage.data.toString()).split(" "));

        assertEquals(2, ended.exit(), ended.err());
        assertTrue(ended.err().contains(cure), ended.err());
        assertTrue(ended.err().contains("--help” tells more"), ended.err());
        assertTrue(ended.err().lines().count() <= 3, ended.err());
    }

    @Test
    void aFileIsNoDataFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        Stage.Ended ended = stage.run("sweep", "--data", file.toString());

        assertEquals(3, ended.exit());
        assertTrue(ended.err().contains(file + " is not a folder"), ended.err());
    }

    @Test
    void identifyAnswersAfterAFaultOfItsOwnAndShowsTheTrace() throws Exception {
        Path file = stage.drop("a.txt", "text");
        Stage.Ended ended =
                stage.run(Stage.faulty(folder.resolve("faulty")), List.of(), "identify", "--tsv", file.toString());
        assertEquals(0, ended.exit());
        String start = file + "\tapplication/octet-stream\tunknown\t\tNot identified, ";
        assertTrue(ended.out().startsWith(start), ended.out());
        assertTrue(ended.out().endsWith("\tnone\tfalse\n"), ended.out());
        assertTrue(ended.err().contains("at dev.tallyman.identification."), ended.err());
    }

    @Test
    void aMissingFolderIs3AndOnlySweepCreatesOne() throws Exception {
        Path none = folder.resolve("none");
        for (String command : List.of("status", "housekeeping", "restore")) {
            Stage.Ended ended = stage.run(command, "--data", none.toString());
            assertEquals(3, ended.exit(), ended.err());
            assertTrue(ended.err().contains("There is no data folder at " + none), ended.err());
        }
        assertEquals(
                3,
                stage.run("sweep", "--data", none.resolve("deeper").toString()).exit());
        assertEquals(0, stage.run("sweep", "--data", none.toString()).exit());
    }

    @Test
    void everyFlagHasAVariableAndAnEmptyOneIsNotSet() throws Exception {
        String data = stage.data.toString();
        assertEquals(0, with(Map.of("TALLYMAN_DATA", data), "status").exit());
        assertEquals(2, with(Map.of("TALLYMAN_DATA", ""), "status").exit());
        Map<String, String> environment = new HashMap<>(Map.of("TALLYMAN_DATA", data));
        environment.put("TALLYMAN_POLICY", "sjf");
        environment.put("TALLYMAN_WORKERS", "3");
        assertEquals(0, with(environment, "sweep").exit());
        assertEquals("sjf", stage.runs().getFirst().policy());
        assertEquals(3, stage.runs().getFirst().workers());
        assertEquals(0, with(environment, "sweep", "--policy", "fcfs").exit());
        assertEquals("fcfs", stage.runs().getFirst().policy());
    }

    @Test
    void aRulesFaultNamesFileLineAndWhatIsAllowed() throws Exception {
        Path rules = Files.writeString(folder.resolve("r.yaml"), "claims:\n  attempts: many\n");
        Stage.Ended ended = stage.run("rules", "--check", rules.toString());
        assertEquals(2, ended.exit());
        assertTrue(ended.err().contains(rules + ":2: claims.attempts: “many”"), ended.err());
        assertEquals(2, stage.sweep("--rules", rules.toString()).exit());
        Files.writeString(rules, "claims:\n  attempts: 5\n");
        Stage.Ended good = stage.run("rules", "--check", rules.toString());
        assertEquals(0, good.exit(), good.err());
        assertEquals("", good.err());
    }

    @Test
    void statusSaysWhatTheIndexKnows() throws Exception {
        stage.drop("a.txt", "text");
        stage.drop("empty", "");
        stage.sweep();
        stage.drop("later.txt", "not yet");
        stage.upload("up.txt", "waits", Instant.parse("2026-11-24T12:00:00Z"));
        Stage.Ended ended = stage.run(stage.command("status", "--json"));
        JsonObject json = JsonParser.create(ended.out()).readJsonObject();
        assertEquals(3, json.longValue("files", -1));
        assertEquals(2, json.longValue("processed", -1));
        assertEquals(1, json.longValue("text", -1));
        JsonObject categories = json.objectValue("categories").orElseThrow();
        assertEquals(Category.values().length, categories.size());
        assertEquals(1, categories.longValue("empty", -1));
        assertEquals(1, json.objectValue("states").orElseThrow().longValue("received", -1));
        assertEquals(1, json.objectValue("backlog").orElseThrow().longValue("files", -1));
        assertEquals(1, json.arrayValue("runs").orElseThrow().size());
    }

    @Test
    void namesThatActOnATerminalAreShownNotSent() throws Exception {
        stage.drop("evil\u001b[2J\u202egpj.exe\nsecond line.txt", "x");
        Stage.Ended sweep = stage.sweep();
        String log = stage.log();
        assertEquals(0, sweep.exit(), sweep.err());
        assertFalse(log.contains("\u001b") || log.contains("\u202e"));
        assertTrue(log.contains("evil\\u001B[2J\\u202Egpj.exe\\u000Asecond line.txt"));
        assertTrue(log.lines().allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z \\S.*  \\S.*")), log);
        assertTrue(log.lines().toList().containsAll(sweep.err().lines().toList()), "the volume has all that was said");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "sweep --version", "housekeeping -V"})
    void theVersionIsToldWithTheRevision(String arguments) throws Exception {
        Map<String, String> environment = Map.of("TALLYMAN_REVISION", "1a2b3c4");
        Stage.Ended told = stage.run(environment, List.of(), arguments.split(" ", -1));
        assertEquals(0, told.exit());
        assertTrue(told.out().matches("tallyman \\d+\\.\\d+\\.\\d+, revision 1a2b3c4\\R"), told.out());
    }
}
