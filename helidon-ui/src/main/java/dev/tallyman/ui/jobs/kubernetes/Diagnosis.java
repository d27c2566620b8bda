package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.ui.jobs.Waiting;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says in words why a Job does not go on, from what the cluster shows of it.
 *
 * @param pods the Job's, the newest last
 * @param events what was said about the Job and its newest Pod, the newest last
 * @param reading the files that the last Pod was reading when it ended
 */
record Diagnosis(Job job, List<Pod> pods, List<Event> events, List<String> reading) {
    private static final Pattern INSUFFICIENT = Pattern.compile("Insufficient ([\\w/-]+(?:\\.[\\w/-]+)*)");
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(6);

    /** Empty while it runs, and once it has ended. */
    Optional<Waiting> waiting() {
        if (job.getStatus() != null
                && StatusCondition.of(job, "Complete", "Failed").isPresent()) {
            return Optional.empty();
        }
        if (pods.isEmpty()) {
            return Optional.of(withoutPod());
        }
        Pod pod = pods.getLast();
        String phase =
                pod.getStatus() == null ? "" : String.valueOf(pod.getStatus().getPhase());
        return switch (phase) {
            case "Running" -> evicted(pod) ? Optional.of(afterFailure(pod)) : Optional.empty();
            case "Failed" -> Optional.of(afterFailure(pod));
            case "Succeeded" -> Optional.empty();
            default -> Optional.of(pending(pod));
        };
    }

    private Waiting withoutPod() {
        String refusal = said("FailedCreate").orElse("");
        if (refusal.contains("exceeded quota")) {
            return new Waiting(
                    "quota reached",
                    "The quota of the namespace is reached, so its Pod cannot be made: "
                            + refusal
                            + ". Free some, or ask for a larger quota.");
        }
        if (!refusal.isEmpty()) {
            return new Waiting(
                    "admission refused",
                    "The cluster refuses its Pod: " + refusal + ". The template in Git must change.",
                    true);
        }
        return new Waiting("starting", "Its Pod is being made.");
    }

    private Waiting pending(Pod pod) {
        Optional<String> unschedulable = StatusCondition.of(pod, "PodScheduled")
                .filter(condition -> "False".equals(condition.status()))
                .map(StatusCondition::message);
        if (unschedulable.isPresent()) {
            return unschedulable(unschedulable.get());
        }
        for (ContainerStatus container : containers(pod)) {
            if (container.getState() != null && container.getState().getWaiting() != null) {
                Waiting waiting = blocked(container, container.getState().getWaiting());
                if (waiting != null) {
                    return waiting;
                }
            }
        }
        return said("FailedMount")
                .or(() -> said("FailedAttachVolume"))
                .map(message -> new Waiting("volume not mounted", "Its volume cannot be mounted: " + message + "."))
                .orElseGet(() -> new Waiting("starting", "Its container is being started."));
    }

    private static Waiting unschedulable(String message) {
        if (message.contains("persistentvolumeclaim") || message.contains("PersistentVolumeClaim")) {
            return new Waiting(
                    "volume not bound",
                    "Its volume is not bound yet: " + message + " Look at the claim and its StorageClass.");
        }
        List<String> resources = new ArrayList<>();
        Matcher matcher = INSUFFICIENT.matcher(message);
        while (matcher.find()) {
            resources.add(matcher.group(1));
        }
        if (!resources.isEmpty()) {
            String missing = String.join(" and ", resources);
            return new Waiting(
                    "unschedulable: " + missing,
                    "No node has enough "
                            + missing
                            + " for its Pod. Free some, add a node, or lower the requests in Git: "
                            + message);
        }
        return new Waiting("unschedulable", "No node takes its Pod: " + message);
    }

    private static @Nullable Waiting blocked(ContainerStatus container, ContainerStateWaiting waiting) {
        String message = waiting.getMessage() == null ? "" : ": " + waiting.getMessage();
        return switch (String.valueOf(waiting.getReason())) {
            case "ErrImagePull",
                    "ImagePullBackOff",
                    "InvalidImageName",
                    "ErrImageNeverPull",
                    "RegistryUnavailable",
                    "ImageInspectError" ->
                new Waiting(
                        "image cannot be pulled",
                        "The image "
                                + container.getImage()
                                + " cannot be pulled"
                                + message
                                + ". Check its name in Git and that the registry has it.",
                        true);
            case "CreateContainerConfigError" ->
                new Waiting(
                        "configuration missing",
                        "Its container lacks a part of its configuration" + message + ".",
                        true);
            case "CreateContainerError", "RunContainerError" ->
                new Waiting("container cannot start", "Its container cannot start" + message + ".", true);
            default -> null;
        };
    }

    private Waiting afterFailure(Pod pod) {
        String next = nextAttempt(pod);
        if (evicted(pod)) {
            return new Waiting("evicted", "Its Pod was evicted from its node" + why(pod) + ". " + next);
        }
        Optional<ContainerStateTerminated> end = terminated(pod);
        if (outOfMemory(pod)) {
            return new Waiting("out of memory", outOfMemory() + ". " + next);
        }
        String exit = end.map(state -> "exit " + state.getExitCode()).orElse("no exit code");
        return new Waiting("backing off", "Its last attempt failed (" + exit + "); its log says why. " + next);
    }

    String outOfMemory() {
        return "Its Pod ran out of memory" + (reading.isEmpty() ? "" : " while it read " + String.join(", ", reading));
    }

    static boolean outOfMemory(Pod pod) {
        return terminated(pod)
                .filter(end -> "OOMKilled".equals(end.getReason()))
                .isPresent();
    }

    // https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
    private String nextAttempt(Pod pod) {
        int failed = Math.clamp(pods.size(), 1, 10);
        Duration wait = FIRST_BACKOFF.multipliedBy(1L << (failed - 1));
        Duration capped = wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
        return terminated(pod)
                .map(ContainerStateTerminated::getFinishedAt)
                .map(at -> "The next attempt begins at " + Instant.parse(at).plus(capped) + ".")
                .orElse("The next attempt begins in a moment.");
    }

    /** The node wanted the Pod away: drained, preempted, or short of memory or disk. */
    static boolean evicted(Pod pod) {
        return "Evicted".equals(pod.getStatus().getReason())
                || StatusCondition.of(pod, "DisruptionTarget")
                        .filter(condition -> "True".equals(condition.status()))
                        .isPresent();
    }

    private static String why(Pod pod) {
        String message = pod.getStatus().getMessage();
        return message == null || message.isEmpty()
                ? StatusCondition.of(pod, "DisruptionTarget")
                        .map(condition -> " (" + condition.message() + ")")
                        .orElse("")
                : " (" + message + ")";
    }

    static Optional<ContainerStateTerminated> terminated(Pod pod) {
        // What an init container ended with counts only where it is why nothing else began.
        return containers(pod).reversed().stream()
                .filter(container -> container.getState() != null)
                .flatMap(container -> Optional.ofNullable(container.getState().getTerminated()).stream())
                .findFirst();
    }

    private static List<ContainerStatus> containers(Pod pod) {
        return pod.getStatus() == null
                ? List.of()
                : Stream.of(
                                pod.getStatus().getInitContainerStatuses(),
                                pod.getStatus().getContainerStatuses())
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .toList();
    }

    private Optional<String> said(String reason) {
        return events.stream()
                .filter(event -> reason.equals(event.getReason()))
                .reduce((_, last) -> last)
                .map(Event::getMessage);
    }
}
