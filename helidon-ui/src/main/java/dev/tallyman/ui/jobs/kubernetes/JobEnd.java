package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.RunOutcome;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a Job ended, in the words of a run. */
record JobEnd(Run.Status status, int exit, String words, boolean outOfTime) {
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;

    private JobEnd(Run.Status status, int exit, String words) {
        this(status, exit, words, false);
    }

    /** Empty while it has not ended. */
    static Optional<JobEnd> of(Job job, List<Pod> pods, List<String> reading) {
        return StatusCondition.of(job, "Complete", "Failed")
                .map(condition -> condition.type().equals("Complete")
                        ? new JobEnd(Run.Status.DONE, 0, "Done")
                        : failed(job, condition, pods, reading));
    }

    private static JobEnd failed(Job job, StatusCondition condition, List<Pod> pods, List<String> reading) {
        Long deadline = job.getSpec().getActiveDeadlineSeconds();
        if (condition.reason().equals("DeadlineExceeded") && deadline != null) {
            return new JobEnd(Run.Status.FAILED, TERMINATED, RunOutcome.tooLong(Duration.ofSeconds(deadline)), true);
        }
        Pod last = pods.isEmpty() ? null : pods.getLast();
        if (last != null && Diagnosis.evicted(last)) {
            return new JobEnd(
                    Run.Status.FAILED,
                    TERMINATED,
                    "Its Pod was evicted from its node; the next run goes on with its work");
        }
        ContainerStateTerminated end = end(last);
        if (end == null || end.getExitCode() == null) {
            return new JobEnd(Run.Status.FAILED, 1, "Its Job failed: " + condition.message());
        }
        if ("OOMKilled".equals(end.getReason())) {
            String words = new Diagnosis(job, pods, List.of(), reading).outOfMemory();
            return new JobEnd(Run.Status.FAILED, KILLED, words + "; the next run goes on with its work");
        }
        RunOutcome outcome = RunOutcome.of(end.getExitCode(), null, "");
        return new JobEnd(Run.Status.FAILED, end.getExitCode(), outcome.words());
    }

    private static @Nullable ContainerStateTerminated end(@Nullable Pod pod) {
        return pod == null ? null : Diagnosis.terminated(pod).orElse(null);
    }
}
