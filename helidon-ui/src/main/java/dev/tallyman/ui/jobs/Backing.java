package dev.tallyman.ui.jobs;

import dev.tallyman.index.JobRuns;
import dev.tallyman.index.Run;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind a run in the cluster. */
record Backing(Cast cast, JobRuns jobRuns) {
    /** The Job that serves a run. */
    @Nullable String jobName(Run run) {
        return run.provenance().job() == null ? run.name() : run.provenance().job();
    }

    /** True while there is a Job of this run that has not ended. */
    boolean isAlive(Run run) {
        return Optional.ofNullable(jobName(run))
                .flatMap(cast::job)
                .filter(job -> Condition.of(job, "Complete", "Failed").isEmpty())
                .isPresent();
    }

    /** True when the Job of the run's name is the one that was just made for it. */
    boolean isOurs(Run run) {
        return Optional.ofNullable(run.name())
                .flatMap(cast::job)
                .filter(job -> Condition.of(job, "Complete", "Failed").isPresent())
                .isEmpty();
    }

    /** True while the Pod of an ended run may still log. */
    boolean stillEnds(Run run) {
        String job = jobName(run);
        String pod = run.provenance().pod();
        return job != null
                && cast.pods(job).stream()
                        .filter(found -> pod == null || found.getMetadata().getName().equals(pod))
                        .anyMatch(
                                found ->
                                        found.getStatus() != null
                                                && "Running".equals(found.getStatus().getPhase()));
    }

    Optional<Waiting> waiting(Run run) {
        Optional<String> trouble = cast.trouble();
        if (trouble.isPresent()) {
            return trouble.map(words -> new Waiting("cluster unreachable", words));
        }
        String name = jobName(run);
        Optional<Job> job = Optional.ofNullable(name).flatMap(cast::job);
        if (name == null || job.isEmpty()) {
            return run.status() == Run.Status.PENDING
                    ? Optional.of(new Waiting("starting", "Its Job is being made."))
                    : Optional.empty();
        }
        List<Pod> pods = cast.pods(name);
        List<Event> events = new ArrayList<>(cast.events(name));
        if (!pods.isEmpty()) {
            events.addAll(cast.events(pods.getLast().getMetadata().getName()));
        }
        return new Diagnosis(job.get(), pods, events, jobRuns.reading(run)).waiting();
    }
}
