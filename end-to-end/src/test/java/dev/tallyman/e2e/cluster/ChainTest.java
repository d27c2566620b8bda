package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole chain on a cluster: Git, Argo CD, upload, Job, report. */
@OnCluster
class ChainTest {
    @Test
    void anUploadIsClassifiedByAJobAndIsInTheReportOnThePage() throws Exception {
        try (var intake = Intake.deployed(Cluster.shared(), "chain")) {
            var id = intake.upload("notes/hello.txt", "Hello from a cluster.\n".getBytes(UTF_8));
            intake.run("sweep");

            var file = Await.until(
                    "the file is classified",
                    Duration.ofSeconds(30),
                    () -> intake.json("/api/v1/files/" + id),
                    record -> record.stringValue("state", "").equals("classified"));
            assertEquals("text", file.stringValue("category", ""));

            intake.run("report");
            var report = intake.page("/reports/latest/");
            assertTrue(report.contains("<html"), report);
            var summary = intake.json("/reports/latest/data/summary.json");
            assertEquals(1, summary.longValue("files", -1), summary::toString);
            assertEquals("Synced Healthy", intake.state());
        }
    }
}
