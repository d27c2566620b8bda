package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at moments that nobody chose: the next run repairs, nothing is lost. */
class KilledTest {
    private static final int KILLS = 3;

    @TempDir
    Path temp;

    private final Chance chance = Chance.of(KilledTest.class);
    private Path data;

    @BeforeEach
    void anIntake() {
        data = temp.resolve("data");
    }

    @Test
    void aSweepKilledAgainAndAgainLosesNothingAndCountsNothingTwice() throws Exception {
        int files = 3000;
        Tallyman.sweep(data);
        for (int n = 0; n < files; n++) {
            Path file = data.resolve("files/" + n % 40 + "/" + n + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "file " + n);
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            long enough = (long) files * kill / (KILLS + 2) + chance.below(files / 20);
            try (var sweep = Tallyman.start("sweep", "--data", data)) {
                Await.that(
                        enough + " files are classified",
                        () -> Shell.count(data, "state = 'classified'") >= enough || !sweep.isAlive());
                sweep.kill();
            }
        }

        Tallyman.sweep(data);

        assertEquals(files, Shell.count(data, "state = 'classified'"));
        assertEquals(files, Shell.count(data, "1"));
        assertEquals(List.of(files + "|" + files), Shell.query(data, "SELECT files, processed FROM v_totals"));
        long charged = Shell.count(data, "attempts > 1");
        assertTrue(charged <= KILLS * 16L, charged + " files paid for " + KILLS + " kills");
        assertEquals(0, Shell.count(data, "attempts > 2"), "nobody pays for another’s death twice");
        assertEquals(
                List.of(),
                Shell.query(data, "SELECT id FROM v_run WHERE state IN ('pending', 'running')"),
                "no run of the dead looks alive");
    }

    @Test
    void aFileThatKillsItsProcessIsQuarantinedAtItsThirdAttemptWhileAllOthersFinish() throws Exception {
        int others = 60;
        Tallyman.sweep(data);
        for (int n = 0; n < others; n++) {
            Files.writeString(data.resolve("files/" + n + ".txt"), "file " + n);
        }
        Path killer = Disk.sparse(data.resolve("files/killer.bin").toAbsolutePath(), Disk.LONG);
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (var sweep = Tallyman.start("sweep", "--data", data)) {
                Await.that("the killer is being read", () -> Disk.isOpen(sweep.pid(), killer));
                Await.that("the others are done", () -> Shell.count(data, "state = 'classified'") == others);
                sweep.kill(); // as the kernel does when memory is out
            }
        }

        Tallyman.sweep(data);

        assertEquals(
                List.of("killer.bin|quarantined|3"),
                Shell.query(data, "SELECT path, state, attempts FROM v_file WHERE state <> 'classified'"));
        assertEquals(others, Shell.count(data, "state = 'classified' AND attempts = 1"));
        String reason = Shell.query(data, "SELECT error FROM v_file WHERE path = 'killer.bin'")
                .getFirst();
        assertTrue(reason.length() > 20, reason);
        assertTrue(Tallyman.run("status", "--data", data).ended(0).out().contains("quarantined"));
    }

    @Test
    void aKilledReportLeavesTheLastOneWhole() throws Exception {
        Tallyman.sweep(data);
        for (int n = 0; n < 2000; n++) {
            Files.writeString(data.resolve("files/" + n + ".txt"), "file " + n);
        }
        Tallyman.sweep(data);
        Tallyman.report(data);
        for (int kill = 0; kill < KILLS; kill++) {
            Path latest = data.resolve("reports/latest").toRealPath();
            int folders = folders(data.resolve("reports")).size();
            try (var report = Tallyman.start("report", "--data", data, "--force")) {
                if (kill % 2 == 0) {
                    Await.that(
                            "a new folder is being written",
                            () -> folders(data.resolve("reports")).size() > folders || !report.isAlive());
                }
                chance.pause(0, 400);
                report.kill();
            }
            assertWhole(data.resolve("reports/latest").toRealPath(), latest);
        }

        Tallyman.run("report", "--data", data, "--force").ended(0);

        assertWhole(data.resolve("reports/latest").toRealPath(), temp);
        Tallyman.run("housekeeping", "--data", data).ended(0);
        for (Path folder : folders(data.resolve("reports"))) {
            assertTrue(Files.exists(folder.resolve("index.html")), "half a report is left: " + folder);
        }
    }

    private static List<Path> folders(Path reports) throws IOException {
        try (var all = Files.list(reports)) {
            return all.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
                    .toList();
        }
    }

    private static void assertWhole(Path report, Path before) throws Exception {
        var summary = Json.object(Files.readString(report.resolve("data/summary.json")));
        assertEquals(2000, Json.number(summary, "files"), () -> report + " instead of " + before);
        assertTrue(Files.readString(report.resolve("index.html")).contains("</html>"));
        Shell.run("gzip", "-t", report.resolve("data/files.csv.gz"), report.resolve("data/files.jsonl.gz"));
    }

    @Test
    void killedHousekeepingIsFinishedByTheNext() throws Exception {
        int files = 120;
        Path rules = Files.writeString(temp.resolve("rules.yaml"), "retention: {trash: 0s, backups: 2}\n");
        try (var server = Server.start(data)) {
            for (int n = 0; n < files; n++) {
                String id = server.upload(n + ".txt", "file " + n);
                if (n % 2 == 0) {
                    server.delete("/api/v1/files/" + id).answered(204);
                }
            }
            server.settle();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            try (var run = Tallyman.start("housekeeping", "--data", data, "--rules", rules)) {
                chance.pause(300, 1500);
                run.kill();
            }
        }

        Tallyman.run("housekeeping", "--data", data, "--rules", rules).ended(0);

        Tallyman.sweep(data);
        assertEquals(files / 2, Shell.count(data, "state = 'classified'"));
        assertEquals(files / 2, Shell.count(data, "1"), "the trash is purged");
        assertEquals(List.of(), Disk.files(data.resolve("trash")));
        for (int n = 1; n < files; n += 2) {
            assertEquals("file " + n, new String(Files.readAllBytes(data.resolve("files/" + n + ".txt")), UTF_8));
        }
        var backups = Disk.files(data.resolve("index/backups"));
        assertTrue(backups.size() <= 2 && !backups.isEmpty(), backups::toString);
        for (Path backup : backups) {
            assertEquals(
                    "ok",
                    Shell.run("sqlite3", "-readonly", backup, "PRAGMA integrity_check")
                            .strip());
        }
    }

    @Test
    void aKilledRestoreIsMadeAgain() throws Exception {
        int files = 80;
        try (var server = Server.start(data)) {
            for (int n = 0; n < files; n++) {
                server.upload(n + ".txt", "file " + n);
            }
            server.settle();
            Tallyman.run("housekeeping", "--data", data).ended(0);
            String late = server.upload("after%20the%20backup.txt", "late");
            server.delete("/api/v1/files/" + late).answered(204);
        }
        String backup = Disk.files(data.resolve("index/backups")).getFirst().getFileName() + "";
        for (int kill = 0; kill < KILLS; kill++) {
            try (var restore = Tallyman.start("restore", "--data", data, backup)) {
                chance.pause(250, 900);
                restore.kill();
            }
        }

        Tallyman.run("restore", "--data", data, backup).ended(0);

        Tallyman.sweep(data);
        assertEquals(files, Shell.count(data, "state = 'classified'"));
        assertEquals(1, Shell.count(data, "state = 'trashed'"), "what was deleted later stays so");
        assertEquals(files + 1, Shell.count(data, "1"));
        assertEquals(files, Disk.files(data.resolve("files")).size());
        assertEquals(1, Disk.files(data.resolve("trash")).size());
    }

    @Test
    void aSweepThatIsStoppedHandsItsWorkBackWithin5Seconds() throws Exception {
        Tallyman.sweep(data);
        Path slow = Disk.sparse(data.resolve("files/slow.bin").toAbsolutePath(), Disk.LONG);
        try (var sweep = Tallyman.start("sweep", "--data", data)) {
            Await.that("the file is being read", () -> Disk.isOpen(sweep.pid(), slow));
            long start = System.nanoTime();

            sweep.stop().end().ended(143);

            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5), "too slow");
        }
        assertEquals(List.of("received|0"), Shell.query(data, "SELECT state, attempts FROM v_file"));
    }
}
