package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.JobRuns;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.jobs.Agenda;
import dev.tallyman.ui.jobs.FollowUp;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunOutcome;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the rows of runs true to the cluster's Jobs, whoever made those. */
final class JobRows {
    private static final System.Logger LOG = System.getLogger(JobRows.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // As much as the clocks of the API server and of a node may differ.
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Index index;
    private final RunRegister runs;
    private final JobRuns jobRuns;
    private final ClusterApi cluster;
    private final ClusterState clusterState;
    private final JobBacking backing;
    private final InstantSource clock;
    private final Agenda agenda;
    private final FollowUp followUp;
    private final Instant began;
    private final Set<String> concluded = ConcurrentHashMap.newKeySet();
    private final Map<String, String> deleted = new ConcurrentHashMap<>();
    // People use names again: only the uid tells one Job from another.
    private final Map<String, String> uids = new HashMap<>();
    private final Set<String> usedBefore = new HashSet<>();

    JobRows(
            Index index,
            ClusterApi cluster,
            ClusterState clusterState,
            InstantSource clock,
            Agenda agenda,
            FollowUp followUp) {
        this.index = index;
        this.runs = index.runs();
        this.jobRuns = index.jobRuns();
        this.cluster = cluster;
        this.clusterState = clusterState;
        this.backing = new JobBacking(clusterState, jobRuns);
        this.clock = clock;
        this.agenda = agenda;
        this.followUp = followUp;
        this.began = clock.instant();
    }

    /** Takes up a Job that is there, new or changed. */
    void seen(Job job) {
        agenda.after(Duration.ZERO, () -> take(job));
    }

    /** Ends the run of a Job that is gone. */
    void gone(Job job) {
        String name = job.getMetadata().getName();
        String uid = job.getMetadata().getUid();
        agenda.after(Duration.ZERO, () -> {
            if (uid.equals(uids.getOrDefault(name, uid))) {
                uids.remove(name);
                usedBefore.add(name);
                deleted(name);
            }
            clusterState.changed();
        });
    }

    private void take(Job job) {
        Optional<Run.Kind> kind = kind(job);
        if (kind.isEmpty()) {
            return;
        }
        String name = job.getMetadata().getName();
        String before = uids.put(name, job.getMetadata().getUid());
        if (before != null && !before.equals(job.getMetadata().getUid())) {
            // The end of the one before went unseen.
            usedBefore.add(name);
            deleted(name);
        }
        List<String> reading = jobRuns.named(name).map(jobRuns::reading).orElse(List.of());
        Optional<JobEnd> end = JobEnd.of(job, clusterState.pods(name), reading);
        if (clusterState.pods(name).stream().anyMatch(Diagnosis::outOfMemory)) {
            int _ = index.blame().outOfMemory(name);
        }
        if (end.isEmpty()) {
            expect(kind.get(), job);
        } else if (concluded.add(job.getMetadata().getUid())) {
            conclude(job, kind.get(), end.get());
        }
        clusterState.changed();
    }

    // Who owns it says what it is: labels can be anybody's.
    private static Optional<Run.Kind> kind(Job job) {
        for (OwnerReference owner : job.getMetadata().getOwnerReferences()) {
            for (Run.Kind kind : KubernetesRunner.KINDS) {
                if (owner.getKind().equals("CronJob") && owner.getName().equals(ClusterApi.PREFIX + kind.label())) {
                    return Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }

    private static Run.Trigger trigger(Job job) {
        Map<String, String> annotations = job.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey("cronjob.kubernetes.io/instantiate")
                ? Run.Trigger.COMMAND
                : Run.Trigger.SCHEDULE;
    }

    private void expect(Run.Kind kind, Job job) {
        String name = job.getMetadata().getName();
        Instant created =
                Instant.parse(job.getMetadata().getCreationTimestamp()).minus(SKEW);
        Instant now = clock.instant().plusMillis(1);
        jobRuns.expect(kind, trigger(job), name, usedBefore.remove(name) ? now : created);
    }

    private void conclude(Job job, Run.Kind kind, JobEnd end) {
        String name = job.getMetadata().getName();
        boolean recent = isRecent(job);
        if (recent) {
            expect(kind, job);
        }
        Optional<Run> known = jobRuns.named(name);
        if (known.isEmpty()) {
            return;
        }
        long id = known.get().id();
        // Before the run has ended for whoever waits for that to read its log.
        keepLog(id, name);
        runs.end(id, end.status(), end.exit(), end.words());
        if (end.status() == Run.Status.FAILED) {
            jobRuns.explain(id, end.exit(), end.words());
        }
        Long deadline = job.getSpec().getActiveDeadlineSeconds();
        if (end.outOfTime() && deadline != null) {
            followUp.outOfTime(name, Duration.ofSeconds(deadline));
        }
        if (recent) {
            runs.find(id).ifPresent(run -> followUp.ended(run, end.exit(), null));
        }
    }

    private boolean isRecent(Job job) {
        return StatusCondition.time(job, "Complete", "Failed")
                .filter(began::isBefore)
                .isPresent();
    }

    /** A program that died before it could open the volume has left its log with its Pod. */
    private void keepLog(long run, String job) {
        Path log = index.volume().log(run);
        List<Pod> pods = clusterState.pods(job);
        if (pods.isEmpty() || log.toFile().length() > 0) {
            return;
        }
        try {
            Files.writeString(log, cluster.log(pods.getLast().getMetadata().getName()));
        } catch (IOException | JobRunner.Unavailable e) {
            LOG.log(Level.WARNING, "the log of " + job + " is lost: " + e.getMessage());
        }
    }

    /** Deletes a run's Job because somebody wishes it. */
    void cancel(Run run, String job) {
        delete(run, job, RunOutcome.CANCELLED);
    }

    /** Deletes a run's Job, and says why. */
    void delete(Run run, String job, String why) {
        // The news that it is deleted may come before the answer.
        deleted.put(job, why);
        try {
            cluster.delete(job);
        } catch (JobRunner.Unavailable e) {
            deleted.remove(job);
            throw e;
        }
        end(run, why);
    }

    private void deleted(String name) {
        String said = deleted.remove(name);
        String why = said == null ? "Its Job was deleted; the next run goes on with its work" : said;
        jobRuns.named(name).ifPresent(run -> end(run, why));
    }

    private void end(Run run, String why) {
        runs.end(run.id(), Run.Status.CANCELLED, 143, why);
    }

    /** Sees to runs that no Job stands behind. */
    void look() {
        if (!clusterState.fresh() || !clusterState.known()) {
            return;
        }
        for (Run run : jobRuns.open()) {
            boolean backed = backing.isAlive(run);
            if (!backed && run.status() == Run.Status.RUNNING) {
                runs.reap();
            } else if (!backed && clock.instant().isAfter(run.requested().plus(PATIENCE))) {
                runs.end(run.id(), Run.Status.FAILED, 1, "Its Job is gone before it began");
                followUp.again(run);
            }
        }
    }
}
