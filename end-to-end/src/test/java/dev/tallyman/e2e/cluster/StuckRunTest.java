package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A commit whose image cannot be pulled, and its revert: no run made in between keeps the next ones from running. */
class StuckRunTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String BROKEN = """
            - target: {kind: CronJob, name: tallyman-sweep}
              patch: |-
                - op: replace
                  path: /spec/jobTemplate/spec/template/spec/containers/0/image
                  value: localhost:1/nobody/nothing:none
            """;

    @Test
    void aRunOfABrokenImageSaysSoAndIsReplacedWithinAMinuteOfTheRevert() throws Exception {
        try (var intake = Intake.deployed(Cluster.shared(), "stuck")) {
            intake.changed(BROKEN);
            var stuck = intake.click("sweep").stringValue("id", "");
            Await.until(
                    "the page says why it does not begin",
                    SOON,
                    () -> intake.json("/api/v1/runs/" + stuck)
                            .value("waiting")
                            .orElseThrow()
                            .toString(),
                    waiting -> waiting.contains("image cannot be pulled"));

            intake.synced(Cluster.shared().repository().revert());
            long reverted = System.nanoTime();
            var next = Await.until(
                            "another run is in its place",
                            SOON,
                            () -> intake.runs().stream()
                                    .filter(run -> !run.stringValue("id", "").equals(stuck))
                                    .findFirst(),
                            found -> found.isPresent())
                    .orElseThrow();
            long seconds = Duration.ofNanos(System.nanoTime() - reverted).toSeconds();

            assertTrue(seconds <= 60, "after " + seconds + " s");
            assertEquals("done", intake.over(next.stringValue("id", "")).stringValue("state", ""));
            assertEquals("cancelled", intake.over(stuck).stringValue("state", ""));
        }
    }
}
