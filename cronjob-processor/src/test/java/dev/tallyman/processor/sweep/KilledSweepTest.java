package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.runs.Run;
import dev.tallyman.processor.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed or stopped sweep leaves, and who goes on with it: real processes and real signals. */
class KilledSweepTest {
    private static final long HUGE = 60L << 30;

    @TempDir
    Path folder;

    private Stage stage;
    private Path log;

    @BeforeEach
    void create() {
        stage = new Stage(folder);
        log = folder.resolve("log");
    }

    private void dropMany(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            stage.drop("many/" + i + ".txt", "file number " + i);
        }
    }

    @Test
    void aSweepKilledHalfWayIsFinishedByTheNextOneAndNothingCountsTwice() throws Exception {
        dropMany(1_500);
        Process sweep = stage.startSweep(log, "--workers", "2");
        Stage.await("the first verdicts", () -> stage.log().contains("worker 2"));
        sweep.destroyForcibly().waitFor();
        assertEquals(137, sweep.exitValue());
        assertTrue(stage.count(State.CLASSIFIED) < 1_500, "it was killed too late to prove much");

        assertEquals(0, stage.sweep().exit());
        assertEquals(1_500, stage.count(State.CLASSIFIED));
        assertEquals(1_500, (long) stage.index(index -> index.catalog().totals().files()));
        assertEquals(Run.Status.FAILED, stage.runs().getLast().status());
        long blamed = stage.index(index -> index.catalog().list(Listing.newest(1_000))).files().stream()
                .filter(file -> file.attempts() > 1)
                .count();
        assertTrue(blamed <= 2, "only what was open at the death may be charged");
    }

    @Test
    void sigtermHandsTheWorkBackWithin5Seconds() throws Exception {
        stage.sparse("huge.bin", HUGE);
        dropMany(20);
        Process sweep = stage.startSweep(log, "--workers", "2");
        Stage.await("the small ones", () -> stage.count(State.CLASSIFIED) == 20);
        sweep.destroy();
        assertTrue(sweep.waitFor(5, TimeUnit.SECONDS), "it lives on after 5 s");
        assertEquals(143, sweep.exitValue());

        assertEquals(0, stage.count(State.CLAIMED));
        StoredFile huge = stage.file("huge.bin");
        assertEquals(State.RECEIVED, huge.state());
        assertEquals(0, huge.attempts());
        assertNotNull(huge.handling().started(), "that it was being read is known");
        Run run = stage.runs().getFirst();
        assertEquals(Run.Status.CANCELLED, run.status());
        assertEquals(143, run.exit());
        assertEquals(20, run.counts().classified());
    }

    @Test
    void twoSweepsAtOnceShareTheWork() throws Exception {
        dropMany(1_000);
        Process one = stage.startSweep(log, "--workers", "1");
        Process two = stage.startSweep(folder.resolve("log2"), "--workers", "1");
        assertTrue(one.waitFor(90, TimeUnit.SECONDS) && two.waitFor(90, TimeUnit.SECONDS));
        assertEquals(0, one.exitValue());
        assertEquals(0, two.exitValue());
        assertEquals(1_000, stage.count(State.CLASSIFIED));
        long done = stage.runs().stream()
                .mapToLong(run -> run.counts().classified())
                .sum();
        assertEquals(1_000, done, "a file was classified twice");
    }

    @Test
    void aFileThatKillsItsReaderIsSetAsideAtTheThirdAttemptAndNobodyElseIsCharged() throws Exception {
        stage.sparse("a-poison.bin", HUGE);
        dropMany(30);
        for (int death = 1; death <= 3; death++) {
            Path own = folder.resolve("log" + death);
            Process sweep = stage.startSweep(own, "--workers", "2");
            Stage.await(
                    "the poison is read and all else is done",
                    () -> stage.log(own).contains("Claimed")
                            && stage.count(State.CLASSIFIED) == 30
                            && stage.isOpen("a-poison.bin"));
            sweep.destroyForcibly().waitFor();
        }
        assertEquals(0, stage.sweep().exit());

        StoredFile poison = stage.file("a-poison.bin");
        assertEquals(State.QUARANTINED, poison.state());
        assertEquals(3, poison.attempts());
        assertTrue(String.valueOf(poison.error()).contains("died"), poison.error());
        assertEquals(30, stage.count(State.CLASSIFIED));
        for (int i = 0; i < 30; i++) {
            assertEquals(1, stage.file("many/" + i + ".txt").attempts());
        }
    }
}
