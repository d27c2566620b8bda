package dev.tallyman.report.page;

import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.RunHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How long files waited and runs took, in words. */
public final class Scheduling {
    private Scheduling() {}

    public static String note(RunHistory history) {
        List<RunHistory.PolicyTimes> policies = history.policies();
        if (policies.isEmpty()) {
            return "No sweep has read a file yet.";
        }
        if (policies.size() == 1) {
            return "Only one policy has been in use: "
                    + Words.policy(policies.getFirst().policy())
                    + ".";
        }
        RunHistory.PolicyTimes shortest = policies.stream()
                .min(Comparator.comparing(p -> p.times().waiting().mean()))
                .orElseThrow();
        RunHistory.PolicyTimes longest = policies.stream()
                .max(Comparator.comparing(p -> p.times().waiting().max()))
                .orElseThrow();
        return Words.upper(Words.policy(shortest.policy()))
                + " has the shortest mean wait, "
                + (shortest.equals(longest) ? "and " : "")
                + Words.policy(longest.policy())
                + " the longest single one.";
    }

    /** The end of the bars' axis. */
    public static Duration longest(RunHistory history) {
        return Stream.concat(
                        history.policies().stream().map(RunHistory.PolicyTimes::times),
                        history.sweeps().stream().map(RunHistory.SweepTimes::times))
                .flatMap(t -> Stream.of(t.waiting().p95(), t.waiting().mean()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    public static Duration longestRun(RunHistory history, Instant now) {
        return history.runs().stream()
                .map(run -> Duration.ofMillis(RunHistory.millis(run, now)))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    public static String took(Run run, Instant now) {
        return run.started() == null ? "–" : Words.duration(Duration.ofMillis(RunHistory.millis(run, now)));
    }

    public static String end(Run run) {
        Integer exit = run.exit();
        return switch (run.status()) {
            case PENDING -> "about to begin";
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "failed" + (exit == null ? "" : ", exit " + exit);
            case CANCELLED -> "cancelled";
        };
    }
}
