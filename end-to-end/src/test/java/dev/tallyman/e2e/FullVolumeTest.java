package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that fills up, under each of the programs. */
class FullVolumeTest {
    private static final int MEGABYTES = 48;

    private Mounted volume;

    @BeforeEach
    void mount(@TempDir Path temp) throws Exception {
        volume = Mounted.small(temp.resolve("volume"), MEGABYTES);
    }

    @AfterEach
    void unmount() throws IOException {
        volume.close();
    }

    @Test
    void anUploadThatDoesNotFitIs507AndLeavesNothing() throws Exception {
        try (var server = Server.start(volume.data())) {
            byte[] tooLarge = new byte[(MEGABYTES + 4) << 20];

            var announced = server.put("announced.bin", tooLarge);
            var streamed =
                    server.put("streamed.bin", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)));

            for (var answer : List.of(announced, streamed)) {
                answer.answered(507);
                assertTrue(answer.header("content-type").contains("problem+json"));
                assertTrue(Json.text(answer.json(), "title").contains("full"), answer.body());
            }
            assertEquals(List.of(), Disk.files(volume.data().resolve("files")));
            assertEquals(List.of(), Disk.files(volume.data().resolve("uploads")));
            assertEquals(0, Json.number(server.summary(), "files"));
            server.put("fits.bin", new byte[1 << 20]).answered(201);
        }
    }

    @Test
    void deletesAndPurgesWorkOnAFullVolumeAndUploadsGoOnAfterThem() throws Exception {
        try (var server = Server.start(volume.data())) {
            String kept = server.upload("kept.txt", "kept");
            String large =
                    server.put("large.bin", new byte[12 << 20]).answered(201).id();
            String small = server.upload("small.txt", "small");
            server.settle();
            reported();
            volume.fill();

            server.put("more.bin", new byte[6 << 20]).answered(507);

            server.delete("/api/v1/files/" + small).answered(204);
            server.post("/api/v1/files/" + small + "/restore", "").answered(200);
            server.delete("/api/v1/files/" + small).answered(204);
            server.delete("/api/v1/files/" + large).answered(204);
            server.delete("/api/v1/trash/" + small).answered(204);
            server.delete("/api/v1/trash/" + large).answered(204);

            server.put("more.bin", new byte[6 << 20]).answered(201);
            assertEquals(
                    "kept", server.get("/api/v1/files/" + kept + "/content").body());
            assertEquals(404, server.get("/api/v1/files/" + large).status());
            server.settle();
            assertEquals(2, Shell.count(volume.data(), "state = 'classified'"));
        }
    }

    @Test
    void aSweepAndAReportThatRunOutOfSpaceEndWith3AndTheNextOnesGoOn() throws Exception {
        Path data = volume.data();
        Tallyman.sweep(data);
        Tallyman.report(data);
        Path latest = data.resolve("reports/latest").toRealPath();
        int files = longNames();
        Path ballast = volume.fill();

        isFull(Tallyman.run("sweep", "--data", data));
        Tallyman.run("status", "--data", data).ended(0);

        Files.delete(ballast);
        Tallyman.sweep(data);
        assertEquals(files, Shell.count(data, "state = 'classified'"));
        assertEquals(files, Shell.count(data, "1"));
        volume.fill();

        isFull(Tallyman.run("report", "--data", data));
        assertEquals(latest, data.resolve("reports/latest").toRealPath());
        assertTrue(Files.readString(latest.resolve("index.html")).contains("</html>"));

        Files.delete(ballast);
        Tallyman.report(data);
        Path summary = data.resolve("reports/latest/data/summary.json");
        assertEquals(files, Json.number(Json.object(Files.readString(summary)), "files"));
    }

    // Files without bytes, whose rows need more than the reserve.
    private int longNames() throws IOException {
        int files = 6000;
        for (int n = 0; n < files; n++) {
            Path file = volume.data().resolve("files/" + n % 60 + "/" + "long name ".repeat(15) + n);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        return files;
    }

    @Test
    void aServersJobsGoOnByThemselvesWhenThereIsSpaceAgain() throws Exception {
        Path data = volume.data();
        try (var server = Server.start(data)) {
            int files = longNames();
            Path ballast = volume.fill();
            server.post("/api/v1/runs", "{\"kind\":\"sweep\"}");
            Await.that(
                    "its sweep said that the volume is full",
                    () -> !Shell.query(
                                    data,
                                    "SELECT id FROM v_run WHERE state = 'failed' AND exit = 3 AND"
                                            + " message LIKE '%full%'")
                            .isEmpty());
            assertEquals(200, server.get("/", "Accept", "text/html").status());

            Files.delete(ballast);

            Await.that(
                    "all is done without being asked for again",
                    () -> Shell.count(data, "state = 'classified'") == files);
            assertEquals(files, Json.number(server.summary(), "processed"));
        }
    }

    @Test
    void aServerStartsOnAFullVolumeSoThatPeopleCanFreeSpace() throws Exception {
        String id;
        try (var server = Server.start(volume.data())) {
            id = server.put("large.bin", new byte[16 << 20]).answered(201).id();
            server.settle();
            reported();
        }
        volume.fill();

        try (var server = Server.start(volume.data())) {
            server.put("more.bin", new byte[8 << 20]).answered(507);
            server.delete("/api/v1/files/" + id).answered(204);
            server.delete("/api/v1/trash").answered(204);
            server.put("more.bin", new byte[8 << 20]).answered(201);
        }
    }

    // A report that still ran would give the reserve up while the volume is being filled.
    private void reported() throws Exception {
        Await.that(
                "the report after the last sweep is made and nothing runs",
                () -> Shell.query(
                                volume.data(),
                                "SELECT count(*) FILTER (WHERE ended IS NULL) = 0 AND max(id) FILTER (WHERE kind ="
                                        + " 'report') > max(id) FILTER (WHERE kind = 'sweep') FROM v_run")
                        .equals(List.of("1")));
    }

    private static void isFull(Tallyman.Outcome outcome) {
        outcome.ended(3);
        assertTrue(outcome.err().contains("full"), outcome.err());
        assertFalse(outcome.err().contains("\tat "), outcome.err());
    }

    @Test
    void housekeepingPurgesOnAFullVolume() throws Exception {
        Path rules = Files.writeString(volume.at().resolveSibling("rules.yaml"), "retention: {trash: 0s}\n");
        String id;
        try (var server = Server.start(volume.data())) {
            id = server.put("large.bin", new byte[8 << 20]).answered(201).id();
            server.settle().delete("/api/v1/files/" + id).answered(204);
        }
        volume.fill();

        var run = Tallyman.run("housekeeping", "--data", volume.data(), "--rules", rules);

        assertEquals(0, Shell.count(volume.data(), "1"), () -> run.out() + run.err());
        assertFalse(Files.exists(volume.data().resolve("trash").resolve(id)));
    }
}
