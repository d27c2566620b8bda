package dev.tallyman.ui.html.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.RunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the Runs page says first: what runs now, what ran last, what runs next. */
final class RunFigures {
    private RunFigures() {}

    static List<RunListPage.Figure> of(List<Run> runs, RunListPage.@Nullable Next next, Instant now) {
        return List.of(
                open(runs).map(RunFigures::now).orElseGet(() -> plain("Now", "Nothing", "Process now starts a sweep")),
                runs.stream()
                        .filter(run -> run.status().ended())
                        .findFirst()
                        .map(run -> last(run, now))
                        .orElseGet(() -> plain("Last", "Nothing", "No run has ended yet")),
                next == null
                        ? plain("Next", "Not planned", "An upload, a button here or a command starts the next run")
                        : plain(
                                "Next",
                                Words.upper(next.kind().label()) + " " + Words.age(next.at(), now),
                                "At " + Words.clock(next.at()) + " UTC"
                                        + (next.kind() == Run.Kind.SWEEP
                                                ? ", or as soon as something is uploaded"
                                                : "")));
    }

    private static RunListPage.Figure plain(String name, String value, String note) {
        return new RunListPage.Figure(name, value, null, note, 0, 0);
    }

    private static Optional<Run> open(List<Run> runs) {
        return runs.stream()
                .filter(run -> !run.status().ended())
                .min(Comparator.comparing(Run::kind).thenComparingLong(Run::id));
    }

    private static RunListPage.Figure now(Run run) {
        Run.Counts counts = run.counts();
        List<String> note = new ArrayList<>();
        if (counts.total() > 0) {
            note.add(Words.count(counts.files()) + " of " + Words.files(Math.max(counts.total(), counts.files())));
        }
        Integer workers = run.workers();
        if (workers != null) {
            note.add(Words.count(workers, "worker", "workers"));
        }
        if (run.policy() != null) {
            note.add(Words.policy(run.policy()));
        }
        return new RunListPage.Figure(
                "Now",
                RunRow.name(run),
                "/runs/" + run.id(),
                note.isEmpty() ? RunRow.state(run) : String.join(", ", note),
                counts.files(),
                counts.total());
    }

    private static RunListPage.Figure last(Run run, Instant now) {
        String message = run.message() == null ? "" : ". " + Words.cut(run.message(), 120);
        return new RunListPage.Figure(
                "Last",
                RunRow.name(run),
                "/runs/" + run.id(),
                RunRow.state(run)
                        + (run.started() == null
                                ? " before it began"
                                : " after " + Words.duration(RunRow.took(run, now)))
                        + message,
                0,
                0);
    }
}
