package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts of gitops/components/monitoring over a real intake, with a patience of seconds. */
@OnCluster
class AlarmsTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private static Path temp;

    private static Intake intake;
    private static Prometheus prometheus;

    @BeforeAll
    static void watch() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "alarms");
        var rules = Files.readString(Cluster.ROOT.resolve("gitops/components/monitoring/rules.yaml"))
                .replaceFirst("(?s).*\nspec:\n", "")
                .replaceAll("> 1800\n", "> 20\n")
                .replaceAll("for: \\w+\n", "for: 1s\n");
        prometheus = Prometheus.over(intake, rules, temp);
    }

    @AfterAll
    static void close() {
        if (prometheus != null) { // null where the tests are skipped
            prometheus.close();
        }
        if (intake != null) {
            intake.close();
        }
    }

    @Test
    void sweepsThatArePausedAreTold() throws Exception {
        intake.run("sweep");
        told("TallymanSweepsStopped", false);

        schedule("pause");
        told("TallymanSweepsStopped", true);

        schedule("resume");
        intake.run("sweep");
        told("TallymanSweepsStopped", false);
    }

    @Test
    void aFileThatWaitsIsToldUntilItIsClassified() throws Exception {
        intake.kubectl("create", "quota", "none", "--hard=count/jobs.batch=0").ok();
        try {
            intake.upload("waits.txt", "waits".getBytes(UTF_8));
            told("TallymanFilesWait", true);
        } finally {
            intake.kubectl("delete", "quota", "none").ok();
        }
        intake.run("sweep");

        told("TallymanFilesWait", false);
    }

    @Test
    void aPageThatIsGoneIsTold() throws Exception {
        told("TallymanDown", false);

        replicas(0);
        told("TallymanDown", true);

        replicas(1);
        told("TallymanDown", false);
    }

    // Through Git: a Pod that is only deleted serves on until the next one does.
    private static void replicas(int count) throws Exception {
        intake.changed("""
                - target: {kind: Deployment, name: tallyman-ui}
                  patch: |-
                    - {op: add, path: /spec/replicas, value: %d}
                """.formatted(count));
    }

    private static void schedule(String verb) throws Exception {
        var answer = intake.send("POST", "/api/v1/schedules/sweep/" + verb, new byte[0]);
        assertEquals(200, answer.statusCode(), answer::body);
    }

    private static void told(String alert, boolean fires) throws Exception {
        Await.until(
                alert + (fires ? " fires" : " is quiet"),
                SOON,
                prometheus::firing,
                names -> names.isPresent() && names.get().contains(alert) == fires);
    }
}
