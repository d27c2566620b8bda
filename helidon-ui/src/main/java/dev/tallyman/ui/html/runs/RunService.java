package dev.tallyman.ui.html.runs;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.catalog.WorkSample;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Gantt;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.page.RunRow;
import dev.tallyman.ui.intake.RunActions;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.volume.Slot;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of single runs. */
public final class RunService implements HttpService {
    private static final int TOUCHED = 25;
    private static final int DRAWN = 1_000;

    private final PageContext context;
    private final Index index;
    private final PageRenderer html;

    public RunService(PageContext context, PageRenderer html) {
        this.context = context;
        this.index = context.index();
        this.html = html;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/runs/{id}", this::run);
    }

    private void run(ServerRequest request, ServerResponse response) {
        Run run = new RunActions(index.runs(), context.jobs()).find(request);
        Frame frame = context.frames().frame(RunRow.name(run), Frame.Tab.RUNS);
        Optional<Waiting> waiting = context.jobs().waiting(run);
        html.send(
                response,
                "runs/run.jte",
                new RunPage(
                        frame,
                        RunRow.of(run, waiting, frame.now()),
                        lead(run, waiting, frame.now()),
                        says(run, index.catalog().totals().backlog(), frame.now()),
                        waiting.map(Waiting::detail).orElse(null),
                        report(run),
                        workers(run, frame.now()),
                        LogLines.newest(context.jobs(), run, index.volume().log(run.id())),
                        run.status().ended(),
                        touched(run, frame.now()),
                        RunFacts.where(run),
                        RunFacts.with(run)));
    }

    private static String lead(Run run, Optional<Waiting> waiting, Instant now) {
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
        boolean open = !run.status().ended();
        if (run.status() == Run.Status.CANCELLED && counts.files() == 0) {
            return name
                    + (run.started() == null ? " was stopped before it began." : " was stopped after " + took + ".");
        }
        if (run.status() == Run.Status.FAILED && counts.files() == 0) {
            return name + " failed after " + took + ".";
        }
        return counts.files() == 0 && !open
                ? name + " found nothing to do in " + took + "."
                : "%s %s %s in %s%s%s."
                        .formatted(
                                name,
                                open
                                        ? "has classified"
                                        : run.status() == Run.Status.CANCELLED
                                                ? "was stopped: it classified"
                                                : "classified",
                                counts.total() > counts.classified()
                                        ? Words.count(counts.classified()) + " of " + Words.files(counts.total())
                                        : Words.files(counts.classified()),
                                took,
                                failed,
                                need);
    }

    private static String says(Run run, Totals.Count backlog, Instant now) {
        String left = RunRow.timeLeft(run, backlog, now);
        String message = run.message() == null || isInLead(run) ? "" : " " + sentence(run.message());
        return (left.isEmpty() || run.status().ended() ? "." : ", " + left + ".")
                + message
                + " "
                + Words.upper(RunRow.trigger(run))
                + " started it.";
    }

    // The lead of a sweep that did something counts the same.
    private static boolean isInLead(Run run) {
        return run.kind() == Run.Kind.SWEEP
                && (run.status() == Run.Status.DONE && run.exit() != null && run.exit() == 0
                        || run.status() == Run.Status.CANCELLED && run.counts().files() > 0);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private @Nullable String report(Run run) {
        return run.kind() == Run.Kind.REPORT
                        && Files.isRegularFile(index.volume().reports().resolve(run.id() + "/index.html"))
                ? "/reports/" + run.id() + "/"
                : null;
    }

    private List<StoredFile> files(Run run, State state, int limit) {
        Filter read = Filter.of(new Condition.ReadBy(run.id()));
        return index.catalog().list(Listing.newest(read.in(state), limit)).files();
    }

    private RunPage.@Nullable Workers workers(Run run, Instant now) {
        if (run.kind() != Run.Kind.SWEEP || run.started() == null) {
            return null;
        }
        var gantt = run.ended() == null ? Gantt.live(run, now, open(run, now)) : new Gantt(run, run.ended());
        WorkSample work = index.catalog().work(run.id(), run.started(), run.ended() == null ? now : run.ended());
        work.parts().forEach(part -> gantt.add(part.file(), part.stands()));
        Gantt.Chart chart = gantt.chart();
        return chart.rows().isEmpty() ? null : new RunPage.Workers(chart, chartWords(chart, work));
    }

    private List<Gantt.Open> open(Run run, Instant now) {
        Map<Long, Slot.Reading> told = index.queue().beingRead();
        List<Gantt.Open> open = new ArrayList<>();
        for (StoredFile file : files(run, State.CLAIMED, DRAWN)) {
            Slot.Reading reading = told.get(file.id());
            if (reading != null && reading.since().isBefore(now)) {
                open.add(Gantt.Open.of(file, reading, now));
            }
        }
        return open;
    }

    private static String chartWords(Gantt.Chart chart, WorkSample work) {
        String cut = work.parts().size() < work.files()
                ? " Drawn from " + Words.count(work.parts().size()) + " of " + Words.files(work.files())
                        + ", spread over the whole run and with the largest among them; the others are left out."
                : "";
        return (chart.sliced()
                        ? "Stretches of time, in the hue of the category that took most of each."
                        : "One bar for each file, coloured by category; red with a cross: failed.")
                + (chart.now() == null ? "" : " Grey: being read; dashed: still expected, as far as there is room.")
                + cut
                + (chart.hidden() == 0
                        ? ""
                        : " " + Words.count(chart.hidden(), "worker", "workers") + " more not drawn.");
    }

    private RunPage.Touched touched(Run run, Instant now) {
        List<StoredFile> files = new ArrayList<>();
        for (State state : List.of(State.QUARANTINED, State.FAILED, State.CLAIMED, State.CLASSIFIED)) {
            if (files.size() < TOUCHED) {
                files.addAll(files(run, state, TOUCHED - files.size()));
            }
        }
        return new RunPage.Touched(
                FileRow.of(files, context, now), touchedWords(run, files.size()), "/?run=" + run.id());
    }

    private static String touchedWords(Run run, int shown) {
        long all = Math.max(run.counts().files(), shown);
        return Words.files(all)
                + (run.counts().bytes() == 0
                        ? ""
                        : ", " + Words.size(run.counts().bytes()))
                + (all > 1 ? "; those that need a look first" : "");
    }
}
