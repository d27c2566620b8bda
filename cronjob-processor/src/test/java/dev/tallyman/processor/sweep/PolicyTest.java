package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.processor.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which one worker reads, as its log tells it. */
class PolicyTest {
    private static final Pattern READ = Pattern.compile(" worker 1  (\\S+): (?:text|unknown|data),");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void create() throws IOException {
        stage = new Stage(folder);
        stage.upload("b/1.txt", "four", NOON);
        stage.upload("b/2.txt", "xx", NOON.plusSeconds(1));
        stage.upload("b/3.txt", "seven c", NOON.plusSeconds(2));
        stage.upload("a/4.txt", "x", NOON.plusSeconds(3));
        stage.upload("urgent/5.txt", "six ch", NOON.plusSeconds(4));
    }

    private List<String> order(String... flags) throws IOException, InterruptedException {
        Stage.Ended sweep = stage.sweep(flags);
        assertEquals(0, sweep.exit(), sweep.err());
        return READ.matcher(stage.log()).results().map(found -> found.group(1)).toList();
    }

    @Test
    void firstComeFirstServedIsByArrival() throws Exception {
        assertEquals(List.of("b/1.txt", "b/2.txt", "b/3.txt", "a/4.txt", "urgent/5.txt"), order("--workers", "1"));
    }

    @Test
    void shortestJobFirstIsBySize() throws Exception {
        assertEquals(
                List.of("a/4.txt", "b/2.txt", "b/1.txt", "urgent/5.txt", "b/3.txt"),
                order("--workers", "1", "--policy", "sjf"));
    }

    @Test
    void roundRobinTakesTurnsOverTheTopFolders() throws Exception {
        assertEquals(
                List.of("b/1.txt", "a/4.txt", "urgent/5.txt", "b/2.txt", "b/3.txt"),
                order("--workers", "1", "--policy", "round-robin"));
    }

    @Test
    void priorityIsByFolderAndWaitingRaisesIt() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                        scheduling:
                          policy: priority
                          ageing: 2s
                          priorities: {urgent/: 1, b/: 0}
                        """);
        // urgent/5 came 4 s after b/1: that is worth two steps, its folder only one.
        assertEquals(
                List.of("b/1.txt", "b/2.txt", "b/3.txt", "urgent/5.txt", "a/4.txt"),
                order("--workers", "1", "--rules", rules.toString()));
    }
}
