package dev.tallyman.ui.jobs.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.jobs.RunnerSetup;
import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit names an image that is not there; Jobs that were made of it stay as they are. */
class StuckJobTest {
    private static final String SWEEP = "tallyman-sweep";

    @TempDir
    Path folder;

    @AutoClose
    private ClusterSetup cluster;

    private RunnerSetup stage;

    @BeforeEach
    void open() throws Exception {
        cluster = new ClusterSetup(folder.resolve("data"));
        stage = cluster.stage;
    }

    private String image(Run run) {
        return cluster.job(name(run))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private static String name(Run run) {
        return String.valueOf(run.name());
    }

    private void commit(String image) {
        cluster.client
                .resource(cluster.cronJob(SWEEP)
                        .edit()
                        .editSpec()
                        .editJobTemplate()
                        .editSpec()
                        .editTemplate()
                        .editSpec()
                        .editFirstContainer()
                        .withImage(image)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .endJobTemplate()
                        .endSpec()
                        .build())
                .inNamespace(ClusterSetup.NAMESPACE)
                .update();
        RunnerSetup.until(
                () -> image.equals(cluster.runner.schedules().getFirst().image()));
    }

    private void pod(Run run, String reason) {
        cluster.client
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withName(name(run) + "-x7k2p")
                        .withLabels(
                                Map.of("app.kubernetes.io/component", "job", "batch.kubernetes.io/job-name", name(run)))
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Pending")
                        .addNewContainerStatus()
                        .withName("sweep")
                        .withImage("broken")
                        .withNewState()
                        .withNewWaiting()
                        .withReason(reason)
                        .endWaiting()
                        .endState()
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .inNamespace(ClusterSetup.NAMESPACE)
                .create();
    }

    private RunRegister.Requested click() {
        return cluster.runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null);
    }

    private void awaitLasting(Run run) {
        RunnerSetup.until(
                () -> cluster.runner.waiting(run).filter(Waiting::lasting).isPresent());
    }

    @Test
    void aClickAfterTheRevertIsANewRunOfTheMendedImage() {
        commit("broken");
        Run stuck = cluster.click(Run.Kind.SWEEP);
        pod(stuck, "ImagePullBackOff");
        awaitLasting(stuck);
        commit("mended");

        RunRegister.Requested clicked = click();

        assertTrue(clicked.created());
        assertEquals("mended", image(clicked.run()));
        assertNull(cluster.job(name(stuck)), "it would keep the schedule from starting");
        Run ended = cluster.ended(stuck);
        assertEquals(Run.Status.CANCELLED, ended.status());
        assertEquals("Git describes its Job in another way by now; replaced", ended.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ErrImagePull", "InvalidImageName", "CreateContainerConfigError"})
    void aClickNeverJoinsARunThatCannotStart(String reason) {
        Run stuck = cluster.click(Run.Kind.SWEEP);
        pod(stuck, reason);
        awaitLasting(stuck);

        RunRegister.Requested clicked = click();

        assertTrue(clicked.created());
        assertNotEquals(stuck.id(), clicked.run().id());
        assertEquals(Run.Status.CANCELLED, cluster.ended(stuck).status());
    }

    @Test
    void aRunThatIsAboutToStartIsJoined() {
        Run starting = cluster.click(Run.Kind.SWEEP);
        pod(starting, "ContainerCreating");
        RunnerSetup.until(() -> cluster.runner.waiting(starting).isPresent());

        assertFalse(click().created());
    }

    @Test
    void afterAMinuteItIsReplacedWithoutAnybodyAsking() {
        commit("broken");
        Run stuck = cluster.click(Run.Kind.SWEEP);
        pod(stuck, "ImagePullBackOff");
        awaitLasting(stuck);
        commit("mended");
        stage.now = stage.now.plus(Duration.ofSeconds(61));

        assertEquals(Run.Status.CANCELLED, cluster.ended(stuck).status());
        RunnerSetup.until(() -> stage.runs(Run.Kind.SWEEP).size() == 2);
        Run next = stage.runs(Run.Kind.SWEEP).getFirst();
        RunnerSetup.until(() -> cluster.job(name(next)) != null);
        assertEquals("mended", image(next));
        assertEquals(Run.Trigger.CLICK, next.trigger());
    }

    @Test
    void theSameBrokenImageIsTriedMoreAndMoreRarely() {
        Run first = cluster.click(Run.Kind.SWEEP);
        pod(first, "ImagePullBackOff");
        awaitLasting(first);
        stage.now = stage.now.plus(Duration.ofSeconds(61));
        cluster.ended(first);
        RunnerSetup.until(() -> stage.runs(Run.Kind.SWEEP).size() == 2);
        Run second = stage.runs(Run.Kind.SWEEP).getFirst();
        RunnerSetup.until(() -> cluster.job(name(second)) != null);
        pod(second, "ImagePullBackOff");
        awaitLasting(second);

        stage.now = stage.now.plus(Duration.ofSeconds(61));
        RunnerSetup.until(() -> cluster.runner.schedules().size() == 2);
        assertEquals(Run.Status.PENDING, stage.run(second.id()).status());

        stage.now = stage.now.plus(Duration.ofSeconds(61));
        assertEquals(Run.Status.CANCELLED, cluster.ended(second).status());
    }
}
