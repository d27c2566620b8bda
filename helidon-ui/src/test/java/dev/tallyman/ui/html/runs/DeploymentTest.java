package dev.tallyman.ui.html.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.jobs.Addition;
import dev.tallyman.ui.jobs.ScheduleState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final String NEW = "docker.io/tallyman/cronjob-processor:78ab09c312de45f0";
    private static final String OLD = "docker.io/tallyman/cronjob-processor:e90846d5c9e5aaaa";
    private static final Run.Provenance SELF = provenance("docker.io/tallyman/helidon-ui:5aebc8fd25ae0000", "7f3e21a");

    @Test
    void everyPartAgreesWhenItsLastRunWasWhatGitSaysNow() {
        Deployment deployment = of(sweep(NEW, provenance(NEW, "7f3e21a")));

        assertEquals("Every part runs what Git says, under the rules 7f3e21a.", deployment.lead());
        assertEquals(
                List.of("5aebc8fd25ae", "78ab09c312de"),
                deployment.parts().stream().map(Deployment.Part::image).toList());
        assertEquals("0123456789ab-dirty", deployment.parts().getLast().commit());
    }

    @Test
    void aPartThatHasNotRunSinceAChangeIsBehind() {
        assertEquals("Has not run yet", says(sweep(NEW)));
        assertEquals("Last ran the image before", says(sweep(NEW, provenance(OLD, "7f3e21a"))));
        assertEquals("Last ran under other rules", says(sweep(NEW, provenance(NEW, "0000000"))));
        assertEquals(
                "1 part has not run yet as Git says now; the next run will.",
                of(sweep(NEW)).lead());
    }

    @Test
    void withoutImagesThereIsNoDeployment() {
        assertNull(Deployment.of(Run.Provenance.UNKNOWN, "7f3e21a", List.of(sweep(NEW)), List.of()));
    }

    @Test
    void whatIsNotFromGitIsNamed() {
        Deployment deployment = Deployment.of(
                SELF,
                "7f3e21a",
                List.of(),
                List.of(new Addition(
                        "NetworkPolicy tallyman-deny-all",
                        "spec.ingress",
                        "kubectl-edit",
                        Instant.parse("2026-03-01T11:58:00Z"))));

        assertNotNull(deployment);
        assertEquals(
                List.of("NetworkPolicy tallyman-deny-all: spec.ingress, added with kubectl-edit at "
                        + Words.dateTime(Instant.parse("2026-03-01T11:58:00Z"))),
                deployment.added());
    }

    private static Deployment of(ScheduleState sweep) {
        Deployment deployment = Deployment.of(SELF, "7f3e21a", List.of(sweep), List.of());
        assertNotNull(deployment);
        return deployment;
    }

    private static String says(ScheduleState sweep) {
        return of(sweep).parts().getLast().says();
    }

    private static ScheduleState sweep(String planned, Run.Provenance... runs) {
        return new ScheduleState(
                Run.Kind.SWEEP,
                "*/5 * * * *",
                "Etc/UTC",
                null,
                false,
                Stream.of(runs).map(DeploymentTest::run).toList(),
                planned);
    }

    private static Run.Provenance provenance(String image, String rules) {
        return new Run.Provenance(null, null, null, image, "0123456789abcdef0123-dirty", rules, null);
    }

    private static Run run(Run.Provenance provenance) {
        return new Run(
                1,
                Run.Kind.SWEEP,
                1,
                Run.Status.DONE,
                new Run.Request(Run.Trigger.CLICK, null, Instant.EPOCH, null, null),
                null,
                null,
                provenance,
                Run.Counts.NONE,
                new Run.Account(0, null, null, null));
    }
}
