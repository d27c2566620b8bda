package dev.tallyman.ui.html.runs;

import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.RunRow;
import dev.tallyman.ui.jobs.Waiting;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A run in a sentence or two, at the head of its page.
 *
 * @param again whether it read files with a verdict again
 */
record RunSentences(Run run, boolean again, Instant now) {
    /** What it did, in one sentence. */
    String lead(Optional<Waiting> waiting) {
        String name = RunRow.name(run);
        String took = Words.duration(RunRow.took(run, now));
        if (run.status() == Run.Status.PENDING) {
            return name + " " + RunRow.toStart(waiting) + ".";
        }
        if (run.kind() != Run.Kind.SWEEP) {
            return switch (run.status()) {
                case RUNNING -> name + " has been at work for " + took + ".";
                case DONE -> name + " was done in " + took + ".";
                case FAILED -> name + " failed after " + took + ".";
                case CANCELLED -> name + " was stopped after " + took + ".";
                case PENDING -> name;
            };
        }
        return sweep(name, took);
    }

    private String sweep(String name, String took) {
        Run.Counts counts = run.counts();
        if (counts.files() == 0) {
            return switch (run.status()) {
                case CANCELLED ->
                    name
                            + (run.started() == null
                                    ? " was stopped before it began."
                                    : " was stopped after " + took + ".");
                case FAILED -> name + " failed after " + took + ".";
                case DONE -> name + " found nothing " + (again ? "new" : "to do") + " in " + took + ".";
                case RUNNING, PENDING -> counted(name + " has classified", took);
            };
        }
        String did = run.status().ended()
                ? run.status() == Run.Status.CANCELLED ? " was stopped: it classified" : " classified"
                : " has classified";
        return counted(name + did, took);
    }

    private String counted(String did, String took) {
        Run.Counts counts = run.counts();
        String failed = counts.failed() == 0
                ? ""
                : "; "
                        + Words.count(counts.failed())
                        + " failed and "
                        + (counts.failed() == 1 ? "is" : "are")
                        + " tried again";
        String need = counts.quarantined() == 0
                ? ""
                : "; " + Words.count(counts.quarantined()) + (counts.quarantined() == 1 ? " needs you" : " need you");
        String files = counts.total() > counts.classified()
                ? Words.count(counts.classified()) + " of " + Words.files(counts.total())
                : Words.files(counts.classified());
        return did + " " + files + " in " + took + failed + need + ".";
    }

    /** What is to be added to that: what it said at its end, and who started it. */
    String says(Totals.Count backlog) {
        String left = RunRow.timeLeft(run, backlog, now);
        String message = run.message() == null || isInLead() ? "" : " " + sentence(run.message());
        return (left.isEmpty() || run.status().ended() ? "." : ", " + left + ".")
                + message
                + " "
                + Words.upper(RunRow.trigger(run))
                + " started it.";
    }

    // The lead of a sweep that did something counts the same.
    private boolean isInLead() {
        boolean counted = run.status() == Run.Status.CANCELLED && run.counts().files() > 0;
        boolean fine = run.status() == Run.Status.DONE && Objects.equals(run.exit(), 0);
        return run.kind() == Run.Kind.SWEEP && !again && (fine || counted);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
