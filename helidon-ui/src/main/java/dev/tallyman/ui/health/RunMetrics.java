package dev.tallyman.ui.health;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunStatistics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The history of runs as metrics: how many, how long, what failed and why. */
record RunMetrics(List<RunStatistics.Group> groups) {
    private static final List<Run.Kind> KINDS =
            List.of(Run.Kind.SWEEP, Run.Kind.REPORT, Run.Kind.HOUSEKEEPING, Run.Kind.RESTORE);

    void tell(Exposition text) {
        runs(text);
        text.gauge("last_success_timestamp_seconds", "When the last run of a kind ended well; none before the first.");
        for (Run.Kind kind : KINDS) {
            of(kind, group -> group.status() == Run.Status.DONE)
                    .flatMap(group -> Stream.ofNullable(group.last()))
                    .max(Comparator.naturalOrder())
                    .ifPresent(last -> text.value(last, "kind", kind.label()));
        }
        failures(text);
        durations(text);
    }

    private void runs(Exposition text) {
        text.gauge("runs", "Runs in the history by kind and state.");
        for (Run.Kind kind : KINDS) {
            for (Run.Status status : Run.Status.values()) {
                long runs = runs(of(kind, group -> group.status() == status));
                text.value(runs, "kind", kind.label(), "state", status.label());
            }
        }
    }

    private void failures(Exposition text) {
        text.counter("run_failures_total", "Runs that failed, by kind and reason.");
        for (Run.Kind kind : KINDS) {
            for (Reason reason : Reason.values()) {
                long runs = runs(of(kind, group -> group.status() == Run.Status.FAILED && Reason.of(group) == reason));
                text.value(runs, "kind", kind.label(), "reason", reason.label());
            }
        }
    }

    private void durations(Exposition text) {
        text.histogram("run_duration_seconds", "How long runs took from their begin to their end.");
        for (Run.Kind kind : KINDS) {
            List<RunStatistics.Group> ended =
                    of(kind, group -> group.began() && group.status().ended()).toList();
            List<Long> within = IntStream.range(0, RunStatistics.BOUNDS.size())
                    .mapToObj(i ->
                            ended.stream().mapToLong(it -> it.within().get(i)).sum())
                    .toList();
            Duration took = ended.stream().map(RunStatistics.Group::took).reduce(Duration.ZERO, Duration::plus);
            text.distribution(RunStatistics.BOUNDS, within, runs(ended.stream()), took, "kind", kind.label());
        }
    }

    /** Why a run failed, as far as it can be told by its end. */
    private enum Reason {
        COULD_NOT_START,
        CONFIGURATION,
        VOLUME,
        KILLED,
        STOPPED,
        UNEXPECTED;

        static Reason of(RunStatistics.Group group) {
            return switch (Objects.requireNonNullElse(group.exit(), 1)) {
                case 2 -> CONFIGURATION;
                case 3 -> VOLUME;
                case 137 -> KILLED;
                case 130, 143 -> STOPPED;
                default -> group.began() ? UNEXPECTED : COULD_NOT_START;
            };
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Stream<RunStatistics.Group> of(Run.Kind kind, Predicate<RunStatistics.Group> also) {
        return groups.stream().filter(group -> group.kind() == kind).filter(also);
    }

    private static long runs(Stream<RunStatistics.Group> groups) {
        return groups.mapToLong(RunStatistics.Group::runs).sum();
    }
}
