package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.Index;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.runs.Run;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * How many Pods share a sweep: as many as its backlog is worth when it begins, and more when it
 * finds more on the volume. It never asks for fewer: a Pod with nothing to do ends by itself.
 */
final class PodScaler {
    private final Index index;
    private final ClusterApi cluster;
    private final ClusterState clusterState;
    private final IntSupplier ceiling;
    private int refused;

    PodScaler(Index index, ClusterApi cluster, ClusterState clusterState, IntSupplier ceiling) {
        this.index = index;
        this.cluster = cluster;
        this.clusterState = clusterState;
        this.ceiling = ceiling;
    }

    /** How many the backlog is worth now. */
    int pods() {
        // Whoever asks, and whatever they may see.
        return ClusterApi.pods(Sight.EVERYTHING.see(index.catalog()::totals).backlog(), ceiling.getAsInt());
    }

    /** Sees to the sweep that runs. */
    void look() {
        for (Run run : index.jobRuns().open()) {
            if (run.kind() == Run.Kind.SWEEP && run.status() == Run.Status.RUNNING) {
                Optional.ofNullable(run.name()).flatMap(clusterState::job).ifPresent(this::look);
            }
        }
    }

    // With completions a Job has one Pod to the end: so does one that the schedule or kubectl made.
    private void look(Job job) {
        Integer has = job.getSpec().getParallelism();
        int wants = pods();
        if (job.getSpec().getCompletions() != null
                || has == null
                || wants <= has
                || wants == refused
                || StatusCondition.of(job, "Complete", "Failed", "SuccessCriteriaMet")
                        .isPresent()) {
            return;
        }
        refused = wants;
        cluster.share(job.getMetadata().getName(), wants);
        refused = 0;
    }
}
