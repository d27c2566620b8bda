package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One file that no sweep survives: it is set aside, and all others are done, once. */
@AloneOnCluster
class KillerFileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int OTHERS = 30;
    private static Intake intake;
    private static Node node;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "killer");
        node = Node.of(Cluster.shared(), intake);
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void aFileThatMakesItsPodRunOutOfMemoryIsQuarantinedAtItsThirdAttempt() throws Exception {
        node.plant("beside-memory", OTHERS);
        node.plantHuge("memory.bin");
        var job = intake.start("sweep");
        for (int attempt = 1; attempt <= 3; attempt++) {
            var pid = node.reader("memory.bin");
            othersAreDone("beside-memory");
            node.exhaust(pid);
            if (attempt == 1) {
                var why = Await.until(
                        "the run waits: out of memory",
                        PATIENCE,
                        () -> intake.runOf(job).value("waiting").orElseThrow().toString(),
                        waiting -> waiting.contains("\"out of memory\""));
                assertTrue(why.contains("while it read memory.bin"), why);
            }
        }

        assertTrue(intake.ended(job).contains("Complete"));
        var file = quarantined("memory.bin");
        assertTrue(Front.text(file, "error").contains("out of memory"), file::toString);
        othersAreDone("beside-memory");
        node.remove("memory.bin");
    }

    @Test
    void aFileThatKeepsSweepsPastTheirDeadlineIsQuarantinedAtItsThirdAttempt() throws Exception {
        intake.changed("""
                - target: {kind: CronJob, name: tallyman-sweep}
                  patch: |-
                    - {op: replace, path: /spec/jobTemplate/spec/activeDeadlineSeconds, value: 20}
                """);
        node.plant("beside-deadline", OTHERS);
        node.plantHuge("deadline.bin");

        var run = intake.click("sweep");

        var file = quarantined("deadline.bin");
        assertTrue(Front.text(file, "error").contains("longer than a whole sweep may take"), file::toString);
        var first = intake.json("/api/v1/runs/" + run.stringValue("id", ""));
        assertEquals("failed", first.stringValue("state", ""), first::toString);
        assertTrue(Front.text(first, "message").contains("deadline of 20 s"), first::toString);
        othersAreDone("beside-deadline");
        node.remove("deadline.bin");
    }

    private static JsonObject quarantined(String path) throws Exception {
        var file = Await.until(
                path + " is quarantined",
                PATIENCE,
                () -> file(path),
                found -> found.stringValue("state", "").equals("quarantined"));
        assertEquals(3, file.intValue("attempts", -1), file::toString);
        return file;
    }

    private static JsonObject file(String path) throws Exception {
        return intake.files("?q=" + path).stream()
                .filter(file -> file.stringValue("path", "").equals(path))
                .findAny()
                .orElse(JsonObject.empty());
    }

    private static void othersAreDone(String folder) throws Exception {
        Await.until(
                "the others are done, each once",
                PATIENCE,
                () -> intake.files("?limit=1000").stream()
                        .filter(file -> file.stringValue("path", "").startsWith(folder))
                        .filter(file -> file.stringValue("state", "").equals("classified"))
                        .filter(file -> file.intValue("attempts", -1) == 1)
                        .count(),
                done -> done == OTHERS);
    }
}
