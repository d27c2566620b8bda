package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.processor.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep survives, by real files changed under it and real faults of the program. */
class SweepFaultsTest {
    @TempDir
    Path folder;

    private Stage stage;
    private Path log;

    @BeforeEach
    void create() {
        stage = new Stage(folder);
        log = folder.resolve("log");
    }

    @Test
    void aFileThatVanishesWhileItIsReadIsMissingAndNoFailure() throws Exception {
        Path file = stage.sparse("big.bin", 500L << 20);
        Process sweep = stage.startSweep(log);
        Stage.await("the claim", () -> stage.log().contains("Claimed"));
        Files.delete(file);
        assertTrue(sweep.waitFor(90, TimeUnit.SECONDS));
        assertEquals(0, sweep.exitValue());
        assertEquals(State.MISSING, stage.file("big.bin").state());
    }

    @Test
    void aFileReplacedWhileItIsReadIsRecordedAsTheNewOne() throws Exception {
        Path file = stage.sparse("big.bin", 500L << 20);
        Path other = Files.writeString(folder.resolve("other"), "quite another content");
        Process sweep = stage.startSweep(log);
        Stage.await("the claim", () -> stage.log().contains("Claimed"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(sweep.waitFor(90, TimeUnit.SECONDS));
        assertEquals(0, sweep.exitValue());
        stage.sweep();
        StoredFile stored = stage.file("big.bin");
        assertEquals(State.CLASSIFIED, stored.state());
        assertEquals(Stage.sha256("quite another content"), stored.sha256());
        assertEquals(21, stored.size());
    }

    @Test
    void aFileThatGrowsWhileItIsReadEndsAsItIsAfterTheNextSweep() throws Exception {
        Path file = stage.sparse("grows.bin", 300L << 20);
        Process sweep = stage.startSweep(log);
        Stage.await("the claim", () -> stage.log().contains("Claimed"));
        while (sweep.isAlive()) {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(0, sweep.exitValue());
        assertEquals(0, stage.count(State.FAILED));
        assertEquals(0, stage.sweep().exit());
        StoredFile stored = stage.file("grows.bin");
        assertEquals(State.CLASSIFIED, stored.state());
        assertEquals(Files.size(file), stored.size());
    }

    @Test
    void anUnreadableFileIsTriedByThreeSweepsThenNeedsPeople() throws Exception {
        Path file = stage.drop("secret.txt", "no");
        stage.drop("open.txt", "yes");
        Files.setPosixFilePermissions(file, Set.of());
        List<String> unprivileged = withoutRootsRight();
        for (int attempt = 1; attempt <= 3; attempt++) {
            Stage.Ended sweep = stage.run(Map.of(), unprivileged, stage.command("sweep"));
            assertEquals(0, sweep.exit(), "what cannot be read is a verdict: " + sweep.err());
            StoredFile secret = stage.file("secret.txt");
            assertEquals(attempt == 3 ? State.QUARANTINED : State.FAILED, secret.state());
            assertEquals(attempt, secret.attempts());
            assertTrue(String.valueOf(secret.error()).contains("permission denied"));
        }
        assertEquals(State.CLASSIFIED, stage.file("open.txt").state());
        long id = stage.file("secret.txt").id();
        stage.index(index -> index.intake().retry(id));
        Files.setPosixFilePermissions(file, Set.of(PosixFilePermission.OWNER_READ));
        stage.sweep();
        assertEquals(State.CLASSIFIED, stage.file("secret.txt").state());
        assertNull(stage.file("secret.txt").error());
    }

    // Root reads everything, unless the process gives that right away.
    private List<String> withoutRootsRight() throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        List<String> setpriv = List.of(
                "setpriv",
                "--bounding-set=-dac_override,-dac_read_search",
                "--inh-caps=-dac_override,-dac_read_search");
        Path probe = Files.createTempFile(folder, "probe", "");
        Files.setPosixFilePermissions(probe, Set.of());
        List<String> cat = new ArrayList<>(setpriv);
        cat.addAll(List.of("cat", probe.toString()));
        boolean refused;
        try {
            refused = new ProcessBuilder(cat).start().waitFor() == 1;
        } catch (IOException e) {
            refused = false;
        }
        assumeTrue(refused, "SKIPPED: this is root and setpriv cannot give root’s right away");
        return setpriv;
    }

    @Test
    void aFaultOfTheProgramIsAFailedAttemptWithItsTraceAndNoVerdict() throws Exception {
        stage.drop("a.txt", "text");
        Map<String, String> faulty = Stage.faulty(folder.resolve("faulty"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            Stage.Ended sweep = stage.run(faulty, List.of(), stage.command("sweep"));
            assertEquals(0, sweep.exit(), sweep.err());
            assertTrue(sweep.err().contains("a.txt: a fault in this program"), sweep.err());
            assertTrue(sweep.err().contains("at dev.tallyman.identification."), sweep.err());
            assertEquals(
                    attempt < 3 ? State.FAILED : State.QUARANTINED,
                    stage.file("a.txt").state());
        }
        String error = stage.file("a.txt").error();
        assertTrue(error != null && error.startsWith("This program failed on it: "), error);
    }

    @Test
    void aFileWithoutProgressFailsAndNeverHoldsUpTheEnd() throws Exception {
        Path stuck = stage.drop("stuck.txt", "x");
        stage.drop("fine.txt", "y");
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "parsers: {time: 2s}\n");
        Process lease = lease(stuck);
        try {
            Stage.Ended sweep = stage.sweep("--rules", rules.toString());
            assertEquals(0, sweep.exit());
        } finally {
            lease.destroyForcibly();
        }
        StoredFile file = stage.file("stuck.txt");
        assertEquals(State.FAILED, file.state());
        assertTrue(String.valueOf(file.error()).contains("longer than 2 s"), file.error());
        assertEquals(State.CLASSIFIED, stage.file("fine.txt").state());
    }

    // Linux makes whoever opens the file wait while another process has a lease on it, fcntl(2).
    private static Process lease(Path file) throws IOException, InterruptedException {
        String python = """
                import fcntl, os, signal, sys, time
                signal.signal(signal.SIGIO, signal.SIG_IGN)
                fd = os.open(sys.argv[1], os.O_RDWR)
                fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_WRLCK)
                print("held", flush=True)
                time.sleep(120)
                """;
        try {
            Process process = new ProcessBuilder("python3", "-c", python, file.toString())
                    .redirectErrorStream(true)
                    .start();
            String line = process.inputReader().readLine();
            assumeTrue("held".equals(line), "SKIPPED: no lease on this file system: " + line);
            return process;
        } catch (IOException e) {
            assumeTrue(false, "SKIPPED: needs python3 for a lease");
            throw e;
        }
    }
}
