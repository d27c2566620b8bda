package dev.tallyman.ui.jobs.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Job JOB = new JobBuilder()
            .withNewMetadata()
            .withName("tallyman-sweep-1")
            .endMetadata()
            .withNewSpec()
            .withActiveDeadlineSeconds(600L)
            .endSpec()
            .build();

    private static Pod pending() {
        return new PodBuilder().withNewStatus().withPhase("Pending").endStatus().build();
    }

    private static Pod unschedulable(String message) {
        return pending()
                .edit()
                .editStatus()
                .addNewCondition()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(message)
                .endCondition()
                .endStatus()
                .build();
    }

    private static Pod blocked(String reason, String message) {
        return pending()
                .edit()
                .editStatus()
                .addNewContainerStatus()
                .withImage("tallyman/cronjob-processor:none")
                .withNewState()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Pod failed(String reason, int exit) {
        return new PodBuilder()
                .withNewStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withReason(reason)
                .withExitCode(exit)
                .withFinishedAt("2026-03-01T12:00:00Z")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static Event event(String reason, String message) {
        return new EventBuilder().withReason(reason).withMessage(message).build();
    }

    private static Waiting waiting(List<Pod> pods, Event... events) {
        return new Diagnosis(JOB, pods, List.of(events), List.of()).waiting().orElseThrow();
    }

    private static void says(Waiting waiting, String reason, String inDetail) {
        assertEquals(reason, waiting.reason());
        assertTrue(waiting.detail().contains(inDetail), waiting.detail());
    }

    @Test
    void aPodWithoutANodeNamesTheResource() {
        says(
                waiting(List.of(unschedulable("0/1 nodes are available: 1 Insufficient memory. preemption: none."))),
                "unschedulable: memory",
                "lower the requests in Git");
    }

    @Test
    void anUnboundVolumeIsNamedBeforeTheNode() {
        says(
                waiting(List.of(unschedulable("pod has unbound immediate PersistentVolumeClaims."))),
                "volume not bound",
                "StorageClass");
    }

    @Test
    void anImageThatCannotBePulledIsNamed() {
        says(
                waiting(List.of(blocked("ImagePullBackOff", "Back-off pulling image"))),
                "image cannot be pulled",
                "tallyman/cronjob-processor:none");
        says(waiting(List.of(blocked("ErrImageNeverPull", "not present"))), "image cannot be pulled", "not present");
    }

    @Test
    void aMissingConfigMapIsNamed() {
        says(
                waiting(List.of(blocked("CreateContainerConfigError", "configmap \"tallyman-rules\" not found"))),
                "configuration missing",
                "tallyman-rules");
        says(
                waiting(List.of(blocked("ContainerCreating", "")), event("FailedMount", "MountVolume.SetUp failed")),
                "volume not mounted",
                "MountVolume.SetUp failed");
    }

    @Test
    void aJobWithoutPodsTellsQuotaFromAdmission() {
        says(
                waiting(List.of(), event("FailedCreate", "pods \"x\" is forbidden: exceeded quota: tallyman")),
                "quota reached",
                "exceeded quota: tallyman");
        says(
                waiting(List.of(), event("FailedCreate", "violates PodSecurity \"restricted:latest\": privileged")),
                "admission refused",
                "PodSecurity");
        says(waiting(List.of()), "starting", "being made");
    }

    @Test
    void afterAFailureItSaysWhyAndWhenTheNextAttemptBegins() {
        says(
                waiting(List.of(failed("Error", 1))),
                "backing off",
                "exit 1); its log says why. The next attempt begins at 2026-03-01T12:00:10Z.");
        says(
                waiting(List.of(failed("Error", 1), failed("Error", 1), failed("Error", 1))),
                "backing off",
                "2026-03-01T12:00:40Z");
    }

    @Test
    void outOfMemoryNamesTheFile() {
        var diagnosis = new Diagnosis(JOB, List.of(failed("OOMKilled", 137)), List.of(), List.of("a/big.zip"));
        says(diagnosis.waiting().orElseThrow(), "out of memory", "while it read a/big.zip");
    }

    @Test
    void anEvictionIsNotAFailure() {
        Pod evicted = failed("Error", 143)
                .edit()
                .editStatus()
                .addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .withReason("EvictionByEvictionAPI")
                .withMessage("Eviction API: evicting")
                .endCondition()
                .endStatus()
                .build();
        says(waiting(List.of(evicted)), "evicted", "Eviction API: evicting");
    }

    @Test
    void aRunningPodWaitsForNothing() {
        Pod running = new PodBuilder()
                .withNewStatus()
                .withPhase("Running")
                .endStatus()
                .build();
        assertEquals(Optional.empty(), new Diagnosis(JOB, List.of(running), List.of(), List.of()).waiting());
    }

    private static JobEnd end(String type, String reason, Pod... pods) {
        Job ended = JOB.edit()
                .withNewStatus()
                .addNewCondition()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage("Job has reached the specified backoff limit")
                .endCondition()
                .endStatus()
                .build();
        return JobEnd.of(ended, List.of(pods), List.of("a/big.zip")).orElseThrow();
    }

    @Test
    void theEndOfAJobIsSaidInTheWordsOfARun() {
        assertEquals(Run.Status.DONE, end("Complete", "").status());
        assertTrue(end("Failed", "DeadlineExceeded").words().contains("deadline of 10 minutes"));
        assertTrue(end("Failed", "BackoffLimitExceeded", failed("OOMKilled", 137))
                .words()
                .contains("ran out of memory while it read a/big.zip"));
        assertEquals(2, end("Failed", "PodFailurePolicy", failed("Error", 2)).exit());
        assertTrue(end("Failed", "PodFailurePolicy", failed("Error", 2)).words().contains("Wrong configuration"));
        assertTrue(end("Failed", "BackoffLimitExceeded").words().contains("backoff limit"));
    }
}
