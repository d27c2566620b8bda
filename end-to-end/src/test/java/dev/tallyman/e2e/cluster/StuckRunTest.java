package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A commit whose image cannot be pulled, and its revert: no run made in between keeps the next ones from running. */
@AloneOnCluster
class StuckRunTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration MINUTE = Duration.ofSeconds(70); // and what its look takes
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

            intake.synced(intake.repository().revert());
            // Of a broken image, too, a stuck run is tried again after a minute: there may be several by now.
            var left = intake.runs().stream()
                    .filter(run -> run.stringValue("state", "").equals("pending"))
                    .map(run -> run.stringValue("id", ""))
                    .toList();
            Await.until(
                    "within a minute none of them stands in the way",
                    MINUTE,
                    () -> intake.runs().stream()
                            .filter(run -> left.contains(run.stringValue("id", "")))
                            .allMatch(run -> run.stringValue("state", "").equals("cancelled")),
                    gone -> gone);

            Await.until(
                    "and a sweep is done",
                    SOON,
                    () -> intake.runs().stream()
                            .anyMatch(run -> run.stringValue("state", "").equals("done")),
                    done -> done);
            assertEquals("cancelled", intake.over(stuck).stringValue("state", ""));
        }
    }
}
