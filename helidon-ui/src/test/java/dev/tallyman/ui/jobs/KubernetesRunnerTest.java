package dev.tallyman.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Run;
import dev.tallyman.index.Slot;
import dev.tallyman.rules.Rules;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against an API server that keeps what it is given and runs nothing: the test is the controller.
 */
class KubernetesRunnerTest {
    private static final String NAMESPACE = "intake";

    @TempDir Path folder;
    private final KubernetesMockServer server =
            new KubernetesMockServer(
                    new Context(),
                    new MockWebServer(),
                    new HashMap<>(),
                    new KubernetesCrudDispatcher(),
                    false);
    private KubernetesClient client;
    private Stage stage;
    private KubernetesRunner runner;

    @BeforeEach
    void open() throws Exception {
        server.init();
        client = server.createClient();
        try (InputStream yaml = getClass().getResourceAsStream("cronjob.yaml")) {
            client.load(yaml).inNamespace(NAMESPACE).create();
        }
        stage = new Stage(folder.resolve("data"));
        runner =
                KubernetesRunner.open(
                        stage.index,
                        server.createClient(),
                        NAMESPACE,
                        () -> Rules.DEFAULT,
                        () -> stage.now);
        Stage.until(() -> runner.schedules().size() == 2);
    }

    @AfterEach
    void close() {
        runner.close();
        stage.close();
        client.close();
        server.destroy();
    }

    private Run click(Run.Kind kind) {
        return runner.start(kind, Run.Trigger.CLICK, null, null).run();
    }

    private Job job(String name) {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
    }

    private CronJob cronJob(String name) {
        return client.batch().v1().cronjobs().inNamespace(NAMESPACE).withName(name).get();
    }

    private void end(String job, String type, String reason) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(job)
                .editStatus(
                        found ->
                                found.edit()
                                        .withNewStatus()
                                        .addNewCondition()
                                        .withType(type)
                                        .withStatus("True")
                                        .withReason(reason)
                                        .withMessage("said the controller")
                                        .withLastTransitionTime(stage.now.plusSeconds(5).toString())
                                        .endCondition()
                                        .endStatus()
                                        .build());
    }

    private Run ended(Run run) {
        return stage.ended(run.id());
    }

    @Test
    void aJobIsMadeOfTheTemplateAsKubectlDoes() {
        Run run = click(Run.Kind.SWEEP);

        Job job = job(String.valueOf(run.name()));
        CronJob owner = cronJob("tallyman-sweep");
        assertEquals(
                Map.of("cronjob.kubernetes.io/instantiate", "manual", "kept", "yes"),
                job.getMetadata().getAnnotations());
        assertEquals("tallyman", job.getMetadata().getLabels().get("app.kubernetes.io/part-of"));
        var reference = job.getMetadata().getOwnerReferences().getFirst();
        assertEquals(owner.getMetadata().getUid(), reference.getUid());
        assertEquals(true, reference.getController());
        assertNull(reference.getBlockOwnerDeletion());
        assertEquals(
                owner.getSpec().getJobTemplate().getSpec().edit().withParallelism(1).build(),
                job.getSpec());
    }

    @Test
    void aSweepThatFindsMuchGetsMorePods() {
        try (Slot slot = Slot.take(stage.index.volume())) {
            Run run = click(Run.Kind.SWEEP);
            String name = String.valueOf(run.name());
            stage.index
                    .runs()
                    .start(Run.Kind.SWEEP, Run.Trigger.CLICK, name, slot, Run.Provenance.UNKNOWN);
            assertEquals(1, job(name).getSpec().getParallelism());

            stage.sparse("found.bin", 8L << 30);
            stage.sparse("too.bin", 1);
            assertEquals(2, stage.index.discovery().run(_ -> 0, _ -> true).orElseThrow().found());

            Stage.until(() -> job(name).getSpec().getParallelism() == 2);
        }
    }

    @Test
    void aDoubleClickIsOneJob() {
        Run first = click(Run.Kind.SWEEP);

        assertFalse(runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).created());
        assertEquals(1, client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems().size());
        assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
        assertEquals(Run.Status.PENDING, stage.run(first.id()).status());
    }

    @Test
    void anOlderJobOfTheSameNameMakesTheNextNumberBeTaken() {
        Run first = click(Run.Kind.SWEEP);
        end(String.valueOf(first.name()), "Complete", "CompletionsReached");
        ended(first);
        // As after the restore of an older index: the counter begins again, the Jobs are still
        // there.
        Job old = job(String.valueOf(first.name()));
        String next = "tallyman-sweep-" + (number(first) + 1);
        client.resource(
                        old.edit()
                                .editMetadata()
                                .withName(next)
                                .withUid(null)
                                .withResourceVersion(null)
                                .endMetadata()
                                .build())
                .inNamespace(NAMESPACE)
                .create();
        end(next, "Complete", "CompletionsReached");
        Stage.until(() -> job(next).getStatus() != null);
        Stage.until(() -> stage.index.jobRuns().named(next).isPresent());

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
                1,
                Cluster.pods(stage.index.catalog().totals().backlog(), 4),
                "three small files are work for one");
        assertEquals(3, Cluster.pods(new dev.tallyman.index.Totals.Count(15_000, 9), 4));
        assertEquals(4, Cluster.pods(new dev.tallyman.index.Totals.Count(9, 1L << 60), 4));
        assertEquals(
                1,
                Cluster.pods(new dev.tallyman.index.Totals.Count(1, 1L << 60), 4),
                "one file is work for one, however large");
    }

    @Test
    void theEndOfAJobIsTheEndOfItsRun() {
        Run run = click(Run.Kind.SWEEP);
        end(String.valueOf(run.name()), "Failed", "DeadlineExceeded");

        Run ended = ended(run);

        assertEquals(Run.Status.FAILED, ended.status());
        assertEquals(143, ended.exit());
        assertTrue(String.valueOf(ended.message()).contains("deadline of 60 minutes"));
    }

    @Test
    void aJobThatTheScheduleMadeIsARunBeforeItsProgramStarts() {
        Job made =
                job(String.valueOf(click(Run.Kind.SWEEP).name()))
                        .edit()
                        .editMetadata()
                        .withName("tallyman-sweep-29384756")
                        .withUid(null)
                        .withResourceVersion(null)
                        .withAnnotations(Map.of())
                        .endMetadata()
                        .build();
        client.resource(made).inNamespace(NAMESPACE).create();

        Stage.until(() -> stage.runs(Run.Kind.SWEEP).size() == 2);

        Run run = stage.runs(Run.Kind.SWEEP).getFirst();
        assertEquals("tallyman-sweep-29384756", run.name());
        assertEquals(Run.Trigger.SCHEDULE, run.trigger());
        assertEquals("tallyman-sweep-29384756", run.provenance().job());
    }

    @Test
    void aDeletedJobEndsItsRunAndCancelDeletesIt() {
        Run first = click(Run.Kind.SWEEP);
        Stage.until(() -> runner.waiting(first).isPresent());
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(String.valueOf(first.name()))
                .delete();
        assertEquals(Run.Status.CANCELLED, ended(first).status());

        Run second = click(Run.Kind.SWEEP);
        runner.cancel(second);

        assertNull(job(String.valueOf(second.name())));
        assertEquals(Run.Status.CANCELLED, stage.run(second.id()).status());
        assertEquals("Cancelled", stage.run(second.id()).message());
    }

    @Test
    void pauseChangesSuspendAndNothingElse() {
        var before = cronJob("tallyman-sweep").getSpec();

        runner.pause(Run.Kind.SWEEP);

        ScheduleState paused = runner.schedules().getFirst();
        assertTrue(paused.paused());
        assertNull(paused.next());
        assertEquals(before.edit().withSuspend(true).build(), cronJob("tallyman-sweep").getSpec());
        runner.resume(Run.Kind.SWEEP);
        assertEquals(false, cronJob("tallyman-sweep").getSpec().getSuspend());
        assertEquals("Europe/Berlin", runner.schedules().getFirst().zone());
    }

    @Test
    void withoutItsCronJobThereIsNoRun() {
        client.batch().v1().cronjobs().inNamespace(NAMESPACE).withName("tallyman-report").delete();

        var thrown = assertThrows(JobRunner.Unavailable.class, () -> click(Run.Kind.REPORT));

        assertTrue(String.valueOf(thrown.getMessage()).contains("no CronJob “tallyman-report”"));
        assertEquals(List.of(), stage.runs(Run.Kind.REPORT));
    }

    @Test
    void withoutAnApiServerItSaysWhatCannotBeDone() {
        Run run = click(Run.Kind.SWEEP);
        server.destroy();
        stage.now = stage.now.plusSeconds(60);

        Stage.until(() -> runner.trouble().isPresent());

        var thrown = assertThrows(JobRunner.Unavailable.class, () -> click(Run.Kind.REPORT));
        assertEquals(Cluster.UNREACHABLE, thrown.getMessage());
        assertEquals("cluster unreachable", runner.waiting(run).orElseThrow().reason());
        assertEquals(2, runner.schedules().size());
        assertEquals(List.of(), stage.runs(Run.Kind.REPORT));
    }

    @Test
    void uploadsMakeOneSweepJob() throws Exception {
        for (int i = 0; i < 20; i++) {
            stage.upload("file-" + i);
            runner.uploaded();
        }
        Stage.until(
                () ->
                        !client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(NAMESPACE)
                                .list()
                                .getItems()
                                .isEmpty());

        assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
        assertEquals(Run.Trigger.UPLOAD, stage.runs(Run.Kind.SWEEP).getFirst().trigger());
    }
}
