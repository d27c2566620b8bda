package dev.tallyman.ui.jobs.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunnerSetup;
import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.helidon.http.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostApiServerTest {
    @TempDir
    Path folder;

    @AutoClose
    private ClusterSetup cluster;

    @BeforeEach
    void open() throws Exception {
        cluster = new ClusterSetup(folder.resolve("data"));
    }

    @Test
    void withoutAnApiServerItSaysWhatCannotBeDone() {
        Run run = cluster.click(Run.Kind.SWEEP);
        cluster.server.close();
        cluster.stage.now = cluster.stage.now.plusSeconds(60);

        RunnerSetup.until(() -> cluster.runner.trouble().isPresent());

        var thrown = assertThrows(JobRunner.Unavailable.class, () -> cluster.click(Run.Kind.REPORT));
        assertEquals(ClusterApi.UNREACHABLE, thrown.getMessage());
        assertEquals(
                "cluster unreachable", cluster.runner.waiting(run).orElseThrow().reason());
        assertEquals(2, cluster.runner.schedules().size());
        assertEquals(List.of(), cluster.stage.runs(Run.Kind.REPORT));
    }

    private boolean isInTrouble(String reason) {
        return cluster.runner.trouble().filter(it -> it.reason().equals(reason)).isPresent();
    }

    @Test
    void aRightThatIsMissingIsToldInItsOwnWords() {
        Run run = cluster.click(Run.Kind.SWEEP);
        cluster.server.refuse("pods", Status.FORBIDDEN_403);
        cluster.stage.now = cluster.stage.now.plusSeconds(60);

        RunnerSetup.until(() -> isInTrouble("rights missing"));

        Waiting trouble = cluster.runner.trouble().orElseThrow();
        assertTrue(trouble.detail().contains("cannot list resource"), trouble.detail());
        assertEquals(trouble, cluster.runner.waiting(run).orElseThrow());

        cluster.server.allow("pods");
        RunnerSetup.until(() -> cluster.runner.trouble().isEmpty());
    }

    @Test
    void anApiServerThatHangsIsMissedWithinTenSeconds() {
        cluster.server.hang();
        long begun = System.nanoTime();

        RunnerSetup.until(() -> cluster.runner.trouble().isPresent());

        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        assertTrue(took < 10_000, took + " ms");
        assertEquals(
                "cluster unreachable", cluster.runner.trouble().orElseThrow().reason());
        cluster.server.answer();
        RunnerSetup.until(() -> cluster.runner.trouble().isEmpty());
    }

    @Test
    void aPageThatHasJustStartedSaysSoAndWaitsAMomentForWhatItHasNotReadYet() throws Exception {
        cluster.server.hang("/pods");
        try (var fresh = cluster.open();
                var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            cluster.stage.now = cluster.stage.now.plusSeconds(60);
            assertEquals("starting", fresh.trouble().orElseThrow().reason());

            var click = CompletableFuture.supplyAsync(
                    () -> fresh.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null), clicks);
            assertThrows(TimeoutException.class, () -> click.get(300, TimeUnit.MILLISECONDS));
            cluster.server.answer();

            assertTrue(click.get().created());
            assertEquals(Optional.empty(), fresh.trouble());
        }
    }

    @Test
    void aNameThatIsUsedAgainAtOnceIsAnotherRun() {
        Run first = cluster.click(Run.Kind.SWEEP);
        String name = String.valueOf(first.name());
        Job job = cluster.job(name);
        cluster.end(name, "Complete", "CompletionsReached");
        cluster.ended(first);
        cluster.delete(name);

        cluster.copy(job, name);

        RunnerSetup.until(() -> cluster.stage.runs(Run.Kind.SWEEP).size() == 2);
        assertEquals(
                Run.Status.PENDING,
                cluster.stage.runs(Run.Kind.SWEEP).getFirst().status());
        assertEquals(Run.Status.DONE, cluster.stage.run(first.id()).status());
    }

    @Test
    void aWatchThatEndsIsTakenUpWhereItWas() {
        Run run = cluster.click(Run.Kind.SWEEP);
        cluster.server.endWatches();

        cluster.end(String.valueOf(run.name()), "Complete", "CompletionsReached");

        assertEquals(Run.Status.DONE, cluster.ended(run).status());
    }

    @Test
    void whatHappenedWhileNobodyWatchedIsSeenInTheList() {
        Run run = cluster.click(Run.Kind.SWEEP);
        RunnerSetup.until(() -> cluster.runner.waiting(run).isPresent());
        cluster.delete(String.valueOf(run.name()));
        Run report = cluster.click(Run.Kind.REPORT);
        cluster.end(String.valueOf(report.name()), "Complete", "CompletionsReached");
        cluster.server.forget();

        assertEquals(Run.Status.CANCELLED, cluster.ended(run).status());
        assertEquals(Run.Status.DONE, cluster.ended(report).status());
    }
}
