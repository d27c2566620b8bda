package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.runs.Run;
import dev.tallyman.processor.Stage;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep answers, and exits with. */
class SweepCommandTest {
    @TempDir
    Path folder;

    private Stage stage;

    @BeforeEach
    void create() {
        stage = new Stage(folder);
    }

    @Test
    void aSweepWithoutATerminalSaysHowFarItIsAndNotEachFile() throws Exception {
        for (int i = 0; i < 300; i++) {
            stage.drop("notes " + i + ".txt", "words " + i);
        }
        Stage.Ended sweep = stage.sweep();
        assertEquals(0, sweep.exit(), sweep.err());
        assertFalse(sweep.err().contains("notes 7.txt"), sweep.err());
        assertTrue(sweep.err().contains("300 classified"), sweep.err());
        assertTrue(sweep.err().lines().count() < 30, sweep.err());
        assertTrue(stage.log().contains("notes 7.txt: text"), "the log on the volume tells each");
    }

    @Test
    void whileAnotherSweepDiscoversOneWorksAlongOrExits4() throws Exception {
        stage.sweep();
        stage.upload("known.txt", "waits", Instant.now());
        Path lock = stage.data.resolve("index/discovery.lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock held = other.lock();
            assertEquals(4, stage.sweep("--no-wait").exit());
            assertEquals(State.RECEIVED, stage.file("known.txt").state());
            Process sweep = stage.startSweep(folder.resolve("log"));
            Stage.await("the waiting file", () -> stage.file("known.txt").state() == State.CLASSIFIED);
            held.release();
            assertTrue(sweep.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, sweep.exitValue());
        }
    }

    @Test
    void whatIsNotAFileIsCountedNamedAndNeverOpened() throws Exception {
        stage.drop("real.txt", "x");
        Files.createSymbolicLink(stage.data.resolve("files/link"), Path.of("/etc/passwd"));
        new ProcessBuilder("mkfifo", stage.data.resolve("files/pipe").toString())
                .start()
                .waitFor();
        assertEquals(0, stage.sweep().exit());
        Run run = stage.runs().getFirst();
        assertEquals(1, run.counts().classified());
        String skipped = String.valueOf(run.skipped());
        assertTrue(skipped.contains("\"link\"") && skipped.contains("\"pipe\""), skipped);
    }

    @Test
    void rulesThatChangeACategoryReadOnlyTheFilesTheyTouchAgain() throws Exception {
        stage.drop("result.trx", "<TestRun/>");
        stage.drop("note.txt", "x");
        stage.sweep();
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "categories: {extensions: {trx: document}}");
        assertEquals(0, stage.sweep("--rules", rules.toString()).exit());
        assertEquals(1, stage.runs().getFirst().counts().classified());
        assertEquals(Category.DOCUMENT, stage.file("result.trx").category().orElseThrow());
        stage.sweep();
        assertEquals(1, stage.runs().getFirst().counts().classified(), "taken out again");
    }

    @Test
    void aSweepStopsWhereTheFilesAreGoneUntilSomebodySaysHowManyMayBe() throws Exception {
        stage.drop("a.txt", "x");
        stage.drop("b.txt", "y");
        stage.sweep();
        Files.move(stage.data.resolve("files"), folder.resolve("unmounted"));

        Stage.Ended stopped = stage.sweep();
        assertEquals(3, stopped.exit());
        assertTrue(stopped.err().contains("2 of 2 files are gone"), stopped.err());
        assertEquals(2, stage.count(State.CLASSIFIED));
        assertTrue(stage.run(stage.command("status")).out().contains("--accept-missing 2"));

        Stage.Ended accepted = stage.run(Map.of("TALLYMAN_ACCEPT_MISSING", "2"), List.of(), stage.command("sweep"));
        assertEquals(0, accepted.exit(), accepted.err());
        assertEquals(2, stage.count(State.MISSING));
        assertEquals(2, stage.sweep("--accept-missing", "-1").exit());
    }
}
