package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web server killed in the middle of what people do: nothing is lost, nothing is half. */
class KilledServerTest {
    @TempDir
    Path temp;

    private final Chance chance = Chance.of(KilledServerTest.class);
    private Path data;

    @BeforeEach
    void anIntake() {
        data = temp.resolve("data");
    }

    @Test
    void aServerKilledDuringAnUploadLeavesNoRowAndHousekeepingTakesTheSpaceBack() throws Exception {
        try (var server = Server.start(data)) {
            server.upload("whole.txt", "whole");
            try (var _ = UploadsTest.halfAnUpload(server, "half.bin")) {
                Await.that("bytes have arrived", () -> !parts().isEmpty());
                server.kill();
            }
        }
        assertEquals(1, parts().size());
        Path rules = Files.writeString(temp.resolve("rules.yaml"), "retention: {uploads: 0s}\n");

        Tallyman.sweep(data);
        Tallyman.run("housekeeping", "--data", data, "--rules", rules).ended(0);

        assertEquals(List.of(), parts());
        assertEquals(List.of("whole.txt"), Shell.query(data, "SELECT path FROM v_file"));
        try (var server = Server.start(data)) {
            server.put("half.bin", new byte[9]).answered(201);
        }
    }

    @Test
    void aServerAndASweepThatAreKilledLeaveNothingInTheFolderForTemporaryFiles() throws Exception {
        Needs.that(
                System.getProperty("os.arch").equals("amd64"), "SQLite's library is laid out as a file for amd64 only");
        Path folder = Files.createDirectory(temp.resolve("tmp"));
        var environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
        try (var server = Server.start(environment, data)) {
            Disk.sparse(data.resolve("files/slow.bin"), Disk.LONG);
            server.post("/api/v1/runs", "{\"kind\":\"sweep\"}").answered(202);
            Await.that("it is being read", () -> Shell.count(data, "state = 'claimed'") == 1);
            server.kill();
        }
        assertEquals(List.of(), Disk.files(folder));
    }

    private List<Path> parts() throws IOException {
        return Disk.files(data.resolve("uploads"));
    }

    @Test
    void aServerKilledWhileItDeletesAndRestoresLosesNoFile() throws Exception {
        int files = 150;
        var ids = new ArrayList<String>();
        try (var server = Server.start(data)) {
            for (int n = 0; n < files; n++) {
                ids.add(server.upload(n + ".txt", "file " + n));
            }
        }
        for (int kill = 0; kill < 2; kill++) {
            try (var server = Server.start(data)) {
                int enough = 10 + chance.below(files / 3);
                var done = new ConcurrentLinkedQueue<String>();
                var deleting = Thread.ofVirtual().start(() -> deleteAndRestore(server, ids, done));
                Await.that("deletes are under way", () -> done.size() >= enough);
                server.kill();
                deleting.join();
            }
        }

        Tallyman.sweep(data);

        assertEquals(files, Shell.count(data, "1"));
        for (int n = 0; n < files; n++) {
            var state = Shell.query(data, "SELECT state FROM v_file WHERE path = '" + n + ".txt'")
                    .getFirst();
            Path file = state.equals("trashed")
                    ? data.resolve("trash").resolve(ids.get(n))
                    : data.resolve("files/" + n + ".txt");
            assertEquals("file " + n, Files.readString(file), state);
        }
        assertEquals(
                files,
                Disk.files(data.resolve("files")).size()
                        + Disk.files(data.resolve("trash")).size());
    }

    private static void deleteAndRestore(Server server, List<String> ids, ConcurrentLinkedQueue<String> done) {
        try {
            for (String id : ids) {
                server.delete("/api/v1/files/" + id);
                if (Integer.parseInt(id) % 2 == 0) {
                    server.post("/api/v1/files/" + id + "/restore", "");
                }
                done.add(id);
            }
        } catch (IOException | InterruptedException _) {
            // killed, as planned
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerKilledWhileItsJobRunsTakesTheWorkUpAgain(boolean withItsJobs) throws Exception {
        int files = 2500;
        var orphans = new ArrayList<ProcessHandle>();
        try (var server = Server.start(data)) {
            for (int n = 0; n < files; n++) {
                Files.writeString(server.data().resolve("files/" + n + ".txt"), "file " + n);
            }
            server.post("/api/v1/runs", "{\"kind\":\"sweep\"}").answered(202);
            Await.that("the Job is at work", () -> Shell.count(data, "state = 'classified'") > chance.below(files / 4));
            if (withItsJobs) {
                server.kill();
            } else {
                orphans.addAll(server.killAlone());
            }
        }

        try (var server = Server.start(data)) {
            server.settle();

            assertEquals(files, Shell.count(data, "state = 'classified'"));
            assertEquals(files, Json.number(server.summary(), "files"));
            assertEquals(0, Shell.count(data, "attempts > 2"));
        } finally {
            orphans.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
