package dev.tallyman.ui.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One condition in the status of a Job or a Pod. */
record StatusCondition(String type, String status, String reason, String message) {
    /** The first of these types that is true. */
    static Optional<StatusCondition> of(Job job, String... types) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(found -> List.of(types).contains(found.getType()))
                .filter(found -> "True".equals(found.getStatus()))
                .findFirst()
                .map(found -> new StatusCondition(
                        found.getType(), found.getStatus(), text(found.getReason()), text(found.getMessage())));
    }

    /** Since when one of these types is true. */
    static Optional<Instant> time(Job job, String... types) {
        if (job.getStatus() == null || job.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return job.getStatus().getConditions().stream()
                .filter(found -> List.of(types).contains(found.getType()))
                .filter(found -> "True".equals(found.getStatus()))
                .flatMap(found -> Optional.ofNullable(found.getLastTransitionTime()).stream())
                .findFirst()
                .map(Instant::parse);
    }

    static Optional<StatusCondition> of(Pod pod, String type) {
        if (pod.getStatus() == null || pod.getStatus().getConditions() == null) {
            return Optional.empty();
        }
        return pod.getStatus().getConditions().stream()
                .filter(found -> type.equals(found.getType()))
                .findFirst()
                .map(found -> new StatusCondition(
                        found.getType(), found.getStatus(), text(found.getReason()), text(found.getMessage())));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
