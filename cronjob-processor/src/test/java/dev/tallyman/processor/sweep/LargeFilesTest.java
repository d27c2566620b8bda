package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.index.runs.Run;
import dev.tallyman.processor.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that would take hours to read. */
class LargeFilesTest {
    private static final long TERABYTE = 1L << 40;

    /** Hashed all the same, which takes minutes. */
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

    private void end(Process sweep) throws InterruptedException {
        sweep.destroy();
        assertTrue(sweep.waitFor(30, TimeUnit.SECONDS));
    }

    private void dropSmall() throws IOException {
        for (int i = 0; i < 10; i++) {
            stage.drop("small/" + i + ".txt", "file " + i);
        }
    }

    @Test
    void aFileOfTerabytesOfHolesIsClassifiedAtOnceWithoutAHash() throws Exception {
        stage.sparse("disk.img", 10 * TERABYTE);
        stage.sparse("other.img", 7 * TERABYTE);
        dropSmall();
        assertEquals(0, stage.sweep("--workers", "2").exit());
        assertEquals(12, stage.count(State.CLASSIFIED));
        assertNull(stage.file("disk.img").sha256());
        assertEquals(Stage.sha256("file 1"), stage.file("small/1.txt").sha256());
        assertEquals(
                0,
                stage.run(stage.command("housekeeping")).exit(),
                "what has no hash cannot be proven, and is no fault");
    }

    @Test
    void theHashOfASparseFileIsThatOfItsZeros() throws Exception {
        stage.sparse("zeros.bin", 3 << 20);
        stage.drop("zeros.txt", "\0".repeat(3 << 20));
        stage.sweep();
        assertEquals(stage.file("zeros.txt").sha256(), stage.file("zeros.bin").sha256());
        assertEquals(Stage.sha256("\0".repeat(3 << 20)), stage.file("zeros.bin").sha256());
    }

    @Test
    void largeFilesLeaveAWorkerToSmallOnes() throws Exception {
        for (int i = 0; i < 4; i++) {
            stage.sparse("large" + i + ".bin", HUGE);
        }
        Process sweep = stage.startSweep(log, "--workers", "2", "--policy", "fcfs");
        Stage.await("the first large one", () -> stage.count(State.CLAIMED) == 1);
        dropSmall();
        stage.index(index -> index.runs().request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null));
        Stage.await("the small ones", () -> stage.count(State.CLASSIFIED) == 10);
        assertEquals(1, stage.count(State.CLAIMED), "and one large one is read");
        end(sweep);
    }

    @Test
    void aSingleWorkerReadsWhatIsSmallFirst() throws Exception {
        stage.sparse("a-large.bin", HUGE);
        dropSmall();
        Process sweep = stage.startSweep(log, "--workers", "1", "--policy", "fcfs");
        Stage.await("the small ones", () -> stage.count(State.CLASSIFIED) == 10);
        Stage.await("then the large one", () -> stage.count(State.CLAIMED) == 1);
        end(sweep);
    }

    @Test
    void aLargeFileThatIsDeletedOrReplacedIsGivenBackAtOnce() throws Exception {
        Path large = stage.sparse("large.bin", HUGE);
        Process sweep = stage.startSweep(log, "--workers", "2");
        Stage.await("its claim", () -> stage.count(State.CLAIMED) == 1);
        Files.move(Files.writeString(folder.resolve("other"), "another"), large, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(sweep.waitFor(60, TimeUnit.SECONDS), "it reads on");
        stage.sweep();
        assertEquals(Stage.sha256("another"), stage.file("large.bin").sha256());

        Path second = stage.sparse("second.bin", HUGE);
        Process again = stage.startSweep(log, "--workers", "2");
        Stage.await("its claim", () -> stage.count(State.CLAIMED) == 1);
        Files.delete(second);
        assertTrue(again.waitFor(60, TimeUnit.SECONDS), "it reads on");
        assertEquals(State.MISSING, stage.file("second.bin").state());
    }
}
