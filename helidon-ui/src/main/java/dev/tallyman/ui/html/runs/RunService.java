package dev.tallyman.ui.html.runs;

import dev.tallyman.file.PictureSize;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
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
        boolean again = index.history().again(run.id()).reread() > 0;
        var words = new RunSentences(run, again, frame.now());
        html.send(
                response,
                "runs/run.jte",
                new RunPage(
                        frame,
                        RunRow.of(run, waiting, frame.now()),
                        words.lead(waiting),
                        words.says(index.catalog().totals().backlog()),
                        waiting.map(Waiting::detail).orElse(null),
                        report(run),
                        workers(run, frame.now()),
                        LogLines.newest(context.jobs(), run, index.volume().log(run.id())),
                        run.status().ended(),
                        touched(run, frame.now()),
                        RunFacts.where(run),
                        RunFacts.with(run)));
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
                FileRow.of(files, context, now, PictureSize.ROW), touchedWords(run, files.size()), "/?run=" + run.id());
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
