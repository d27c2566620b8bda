package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.runs.JobRuns;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands behind a run in the cluster. */
record JobBacking(ClusterState clusterState, JobRuns jobRuns) {
    /** The Job that serves a run. */
    @Nullable
    String jobName(Run run) {
        return run.provenance().job() == null ? run.name() : run.provenance().job();
    }

    /** True while there is a Job of this run that has not ended. */
    boolean isAlive(Run run) {
        return Optional.ofNullable(jobName(run))
                .flatMap(clusterState::job)
                .filter(job -> StatusCondition.of(job, "Complete", "Failed").isEmpty())
                .isPresent();
    }

    /** True when the Job of the run's name is the one that was just made for it. */
    boolean isOurs(Run run) {
        return Optional.ofNullable(run.name())
                .flatMap(clusterState::job)
                .filter(job -> StatusCondition.of(job, "Complete", "Failed").isPresent())
                .isEmpty();
    }

    /** True while the Pod of an ended run may still log. */
    boolean stillEnds(Run run) {
        String job = jobName(run);
        String pod = run.provenance().pod();
        return job != null
                && clusterState.pods(job).stream()
                        .filter(found ->
                                pod == null || found.getMetadata().getName().equals(pod))
                        .anyMatch(JobBacking::isRunning);
    }

    /**
     * Why a run will never begin.
     *
     * @param outdated true when Git describes another Job by now
     */
    record Stuck(String words, boolean outdated) {}

    /** The CronJob that Git has for runs of this kind. */
    Optional<CronJob> present(Run run) {
        return clusterState.cronJob(ClusterApi.PREFIX + run.kind().label());
    }

    /** Why a run that has not begun never will as its Job is; empty while it may. */
    Optional<Stuck> stuck(Run run, CronJob present) {
        String name = jobName(run);
        if (run.status() != Run.Status.PENDING
                || name == null
                || !isAlive(run)
                || clusterState.trouble().isPresent()
                || clusterState.pods(name).stream().anyMatch(JobBacking::isRunning)) {
            return Optional.empty();
        }
        Job job = clusterState.job(name).orElseThrow();
        return isOutdated(job, present)
                ? Optional.of(new Stuck("Git describes its Job in another way by now", true))
                : waiting(run)
                        .filter(Waiting::lasting)
                        .map(why -> new Stuck("It could not start: " + why.reason(), false));
    }

    // Not the whole template: a queue for Jobs adds to it where a Pod may run.
    private static boolean isOutdated(Job job, CronJob present) {
        PodSpec was = job.getSpec().getTemplate().getSpec();
        PodSpec is = present.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
        return !was.getContainers().equals(is.getContainers())
                || !was.getInitContainers().equals(is.getInitContainers())
                || !was.getVolumes().equals(is.getVolumes());
    }

    private static boolean isRunning(Pod pod) {
        return pod.getStatus() != null && "Running".equals(pod.getStatus().getPhase());
    }

    Optional<Waiting> waiting(Run run) {
        Optional<Waiting> trouble = clusterState.trouble();
        if (trouble.isPresent()) {
            return trouble;
        }
        String name = jobName(run);
        Optional<Job> job = Optional.ofNullable(name).flatMap(clusterState::job);
        if (name == null || job.isEmpty()) {
            return run.status() == Run.Status.PENDING
                    ? Optional.of(new Waiting("starting", "Its Job is being made."))
                    : Optional.empty();
        }
        List<Pod> pods = clusterState.pods(name);
        List<Event> events = new ArrayList<>(clusterState.events(name));
        if (!pods.isEmpty()) {
            events.addAll(clusterState.events(pods.getLast().getMetadata().getName()));
        }
        return new Diagnosis(job.get(), pods, events, jobRuns.reading(run)).waiting();
    }
}
