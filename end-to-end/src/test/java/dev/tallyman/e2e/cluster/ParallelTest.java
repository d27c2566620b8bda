package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** As many Pods share a sweep as its backlog is worth, and none is there for nothing. */
@OnCluster
class ParallelTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "parallel");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void podsOfOneJobShareWhatASweepFindsAndNoneIsLeftAfterwards() throws Exception {
        int files = 20_000;
        Node.of(Cluster.shared(), intake).plant("backlog", files);

        var click = intake.click("sweep");
        var job = click.stringValue("name", "");

        assertTrue(intake.ended(job).contains("Complete"));
        var parallelism = intake.get("job/" + job, "{.spec.parallelism}");
        assertTrue(List.of("2", "3", "4").contains(parallelism), parallelism);
        var runs = intake.runsOf(job);
        assertTrue(runs.size() > 1, runs::toString);
        assertEquals(
                files,
                runs.stream()
                        .mapToLong(
                                run -> run.objectValue("counts").orElseThrow().longValue("classified", 0))
                        .sum(),
                runs::toString);
        assertEquals(intake.count("files"), intake.inState("classified"));
        assertEquals("", working());
    }

    @Test
    void anUploadInTheLastMomentOfASweepIsNotStranded() throws Exception {
        for (int i = 0; i < 5; i++) {
            var id = intake.upload("last/" + i, ("moment " + i).getBytes(UTF_8));
            // Seen classified, its sweep is about to end: that is when the next one comes.
            Await.until(
                    "it is classified, and nobody clicked",
                    Duration.ofSeconds(60),
                    () -> intake.json("/api/v1/files/" + id).stringValue("state", ""),
                    "classified"::equals);
        }
        Await.until("no Pod is left", PATIENCE, ParallelTest::working, String::isEmpty);
    }

    private static String working() throws Exception {
        return intake.kubectl(
                        "get",
                        "pods",
                        "-l",
                        "app.kubernetes.io/name=tallyman-sweep",
                        "--field-selector=status.phase!=Succeeded",
                        "-o",
                        "name")
                .ok();
    }
}
