package dev.tallyman.ui.jobs.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunnerSetup;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.volume.Slot;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesRunnerTest {
    @TempDir
    Path folder;

    @AutoClose
    private ClusterSetup cluster;

    private RunnerSetup stage;
    private KubernetesRunner runner;

    @BeforeEach
    void open() throws Exception {
        cluster = new ClusterSetup(folder.resolve("data"));
        stage = cluster.stage;
        runner = cluster.runner;
    }

    private Run click(Run.Kind kind) {
        return cluster.click(kind);
    }

    private Job job(String name) {
        return cluster.job(name);
    }

    @Test
    void aJobIsMadeOfTheTemplateAsKubectlDoes() {
        Run run = click(Run.Kind.SWEEP);

        Job job = job(String.valueOf(run.name()));
        var owner = cluster.cronJob("tallyman-sweep");
        assertEquals(
                Map.of("cronjob.kubernetes.io/instantiate", "manual", "kept", "yes"),
                job.getMetadata().getAnnotations());
        assertEquals("tallyman", job.getMetadata().getLabels().get("app.kubernetes.io/part-of"));
        var reference = job.getMetadata().getOwnerReferences().getFirst();
        assertEquals(owner.getMetadata().getUid(), reference.getUid());
        assertEquals(true, reference.getController());
        assertNull(reference.getBlockOwnerDeletion());
        assertEquals(
                owner.getSpec()
                        .getJobTemplate()
                        .getSpec()
                        .edit()
                        .withParallelism(1)
                        .build(),
                job.getSpec());
    }

    @Test
    void aSweepThatFindsMuchGetsMorePods() {
        try (Slot slot = Slot.take(stage.index.volume())) {
            Run run = click(Run.Kind.SWEEP);
            String name = String.valueOf(run.name());
            stage.index.runs().start(Run.Kind.SWEEP, Run.Trigger.CLICK, name, slot, Run.Provenance.UNKNOWN);
            assertEquals(1, job(name).getSpec().getParallelism());

            stage.sparse("found.bin", 8L << 30);
            stage.sparse("too.bin", 1);
            assertEquals(
                    2,
                    stage.index.discovery().run(_ -> 0, _ -> true).orElseThrow().found());

            RunnerSetup.until(() -> job(name).getSpec().getParallelism() == 2);
        }
    }

    @Test
    void aDoubleClickIsOneJob() {
        Run first = click(Run.Kind.SWEEP);

        assertFalse(runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).created());
        assertEquals(1, cluster.jobs().size());
        assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
        assertEquals(Run.Status.PENDING, stage.run(first.id()).status());
    }

    @Test
    void anOlderJobOfTheSameNameMakesTheNextNumberBeTaken() {
        Run first = click(Run.Kind.SWEEP);
        cluster.end(String.valueOf(first.name()), "Complete", "CompletionsReached");
        cluster.ended(first);
        // As after the restore of an older index: the counter begins again, the Jobs are still
        // there.
        String next = "tallyman-sweep-" + (number(first) + 1);
        cluster.copy(job(String.valueOf(first.name())), next);
        cluster.end(next, "Complete", "CompletionsReached");
        RunnerSetup.until(() -> job(next).getStatus() != null);
        RunnerSetup.until(() -> stage.index
                .jobRuns()
                .named(next)
                .filter(run -> run.status().ended())
                .isPresent());

        Run second = click(Run.Kind.SWEEP);

        assertTrue(number(second) > number(first) + 1, second.name());
    }

    private static int number(Run run) {
        String name = String.valueOf(run.name());
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    @Test
    void aLargeBacklogIsSharedByPods() throws Exception {
        for (int i = 0; i < 3; i++) {
            stage.upload("file-" + i);
        }
        assertEquals(
                1, ClusterApi.pods(stage.index.catalog().totals().backlog(), 4), "three small files are work for one");
        assertEquals(3, ClusterApi.pods(new dev.tallyman.index.catalog.Totals.Count(15_000, 9), 4));
        assertEquals(4, ClusterApi.pods(new dev.tallyman.index.catalog.Totals.Count(9, 1L << 60), 4));
        assertEquals(
                1,
                ClusterApi.pods(new dev.tallyman.index.catalog.Totals.Count(1, 1L << 60), 4),
                "one file is work for one, however large");
    }

    @Test
    void theEndOfAJobIsTheEndOfItsRun() {
        Run run = click(Run.Kind.SWEEP);
        cluster.end(String.valueOf(run.name()), "Failed", "DeadlineExceeded");

        Run ended = cluster.ended(run);

        assertEquals(Run.Status.FAILED, ended.status());
        assertEquals(143, ended.exit());
        assertTrue(String.valueOf(ended.message()).contains("deadline of 60 minutes"));
    }

    @Test
    void aJobThatTheScheduleMadeIsARunBeforeItsProgramStarts() {
        Job made = job(String.valueOf(click(Run.Kind.SWEEP).name()))
                .edit()
                .editMetadata()
                .withName("tallyman-sweep-29384756")
                .withUid(null)
                .withResourceVersion(null)
                .withAnnotations(Map.of())
                .endMetadata()
                .build();
        cluster.client.resource(made).inNamespace(ClusterSetup.NAMESPACE).create();

        RunnerSetup.until(() -> stage.runs(Run.Kind.SWEEP).size() == 2);

        Run run = stage.runs(Run.Kind.SWEEP).getFirst();
        assertEquals("tallyman-sweep-29384756", run.name());
        assertEquals(Run.Trigger.SCHEDULE, run.trigger());
        assertEquals("tallyman-sweep-29384756", run.provenance().job());
    }

    @Test
    void aDeletedJobEndsItsRunAndCancelDeletesIt() {
        Run first = click(Run.Kind.SWEEP);
        RunnerSetup.until(() -> runner.waiting(first).isPresent());
        cluster.delete(String.valueOf(first.name()));
        assertEquals(Run.Status.CANCELLED, cluster.ended(first).status());

        Run second = click(Run.Kind.SWEEP);
        runner.cancel(second);

        assertNull(job(String.valueOf(second.name())));
        assertEquals(Run.Status.CANCELLED, stage.run(second.id()).status());
        assertEquals("Cancelled", stage.run(second.id()).message());
    }

    @Test
    void pauseChangesSuspendAndNothingElse() {
        var before = cluster.cronJob("tallyman-sweep").getSpec();

        runner.pause(Run.Kind.SWEEP);

        ScheduleState paused = runner.schedules().getFirst();
        assertTrue(paused.paused());
        assertNull(paused.next());
        assertEquals(
                before.edit().withSuspend(true).build(),
                cluster.cronJob("tallyman-sweep").getSpec());
        runner.resume(Run.Kind.SWEEP);
        assertEquals(false, cluster.cronJob("tallyman-sweep").getSpec().getSuspend());
        assertEquals("Europe/Berlin", runner.schedules().getFirst().zone());
    }

    @Test
    void withoutItsCronJobThereIsNoRun() {
        cluster.client
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(ClusterSetup.NAMESPACE)
                .withName("tallyman-report")
                .delete();

        var thrown = assertThrows(JobRunner.Unavailable.class, () -> click(Run.Kind.REPORT));

        assertTrue(String.valueOf(thrown.getMessage()).contains("no CronJob “tallyman-report”"));
        assertEquals(List.of(), stage.runs(Run.Kind.REPORT));
    }

    @Test
    void uploadsMakeOneSweepJob() throws Exception {
        for (int i = 0; i < 20; i++) {
            stage.upload("file-" + i);
            runner.uploaded();
        }
        RunnerSetup.until(() -> !cluster.jobs().isEmpty());

        assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
        assertEquals(Run.Trigger.UPLOAD, stage.runs(Run.Kind.SWEEP).getFirst().trigger());
    }
}
