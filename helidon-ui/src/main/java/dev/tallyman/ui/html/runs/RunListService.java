package dev.tallyman.ui.html.runs;

import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.PageContext;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.page.RunRow;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.ScheduleState;
import dev.tallyman.ui.jobs.Waiting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Runs page: running now, last, next, schedules and history. */
public final class RunListService implements HttpService {
    private static final int ROWS = 40;

    private final PageContext context;
    private final Index index;
    private final PageRenderer html;

    public RunListService(PageContext context, PageRenderer html) {
        this.context = context;
        this.index = context.index();
        this.html = html;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/runs", this::runs);
    }

    private void runs(ServerRequest request, ServerResponse response) {
        Frame frame = context.frames().frame("Runs", Frame.Tab.RUNS);
        Run.Kind kind = kind(request.query().first("kind").orElse(""));
        long before = request.query()
                .first("before")
                .asOptional()
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        List<Run> newest = index.runs().list(null, Long.MAX_VALUE, 50);
        List<ScheduleState> schedules = schedules();
        List<RunListPage.Plan> plans = schedules.stream()
                .map(schedule -> ScheduleWords.of(schedule, frame.now()))
                .toList();
        html.send(
                response,
                "runs/list.jte",
                new RunListPage(
                        frame,
                        lead(newest, index.catalog().totals().backlog(), frame.now()),
                        reported(newest),
                        next(plans),
                        RunFigures.of(newest, next(plans), frame.now()),
                        plans,
                        paused(plans),
                        history(kind, before, frame.now()),
                        Deployment.of(
                                context.self(),
                                context.rules().get().version(),
                                schedules,
                                context.jobs().additions())));
    }

    private RunListPage.History history(Run.@Nullable Kind kind, long before, Instant now) {
        List<Run> runs = index.runs().list(kind, before, ROWS + 1);
        List<Run> shown = runs.subList(0, Math.min(ROWS, runs.size()));
        List<RunRow> rows = shown.stream().map(run -> row(run, now)).toList();
        long longest = rows.stream().mapToLong(RunRow::millis).max().orElse(0);
        return new RunListPage.History(
                filters(kind),
                rows,
                longest,
                longest == 0 ? "" : "0 to " + Words.duration(Duration.ofMillis(longest)),
                runs.size() > ROWS
                        ? "/runs?kind=" + (kind == null ? "" : kind.label()) + "&before="
                                + shown.getLast().id()
                        : null);
    }

    private RunRow row(Run run, Instant now) {
        return RunRow.of(run, context.jobs().waiting(run), now);
    }

    private static Run.@Nullable Kind kind(String label) {
        for (Run.Kind kind : Run.Kind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        return null;
    }

    private List<ScheduleState> schedules() {
        try {
            return context.jobs().schedules().stream()
                    .sorted(Comparator.comparing(ScheduleState::kind))
                    .toList();
        } catch (JobRunner.Unavailable e) {
            // The banner over the page says so.
            return List.of();
        }
    }

    private String lead(List<Run> runs, Totals.Count backlog, Instant now) {
        List<Run> open = runs.stream().filter(run -> !run.status().ended()).toList();
        if (open.isEmpty()) {
            return runs.isEmpty() ? "Nothing has run yet." : "Nothing is running.";
        }
        if (open.size() > 1) {
            return open.size() + " programs are running.";
        }
        Run run = open.getFirst();
        String kind = run.kind().label();
        if (run.status() == Run.Status.PENDING) {
            Optional<Waiting> waiting = context.jobs().waiting(run);
            return "One " + kind + " " + RunRow.toStart(waiting) + ".";
        }
        String left = RunRow.timeLeft(run, backlog, now);
        return "One %s is running%s%s.".formatted(kind, progress(run), left.isEmpty() ? "" : ", " + left);
    }

    private static String progress(Run run) {
        Run.Counts counts = run.counts();
        return run.kind() == Run.Kind.SWEEP && counts.total() > 0
                ? ": %s of %s done"
                        .formatted(Words.count(counts.files()), Words.files(Math.max(counts.total(), counts.files())))
                : "";
    }

    private static @Nullable Instant reported(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.kind() == Run.Kind.REPORT && run.status() == Run.Status.DONE)
                .map(Run::ended)
                .findFirst()
                .orElse(null);
    }

    private static RunListPage.@Nullable Next next(List<RunListPage.Plan> plans) {
        return plans.stream()
                .filter(plan -> plan.next() != null)
                .map(plan -> new RunListPage.Next(Run.Kind.of(plan.label()), plan.next()))
                .min(Comparator.comparing(RunListPage.Next::at))
                .orElse(null);
    }

    private static List<Frame.Banner> paused(List<RunListPage.Plan> plans) {
        return plans.stream()
                .filter(RunListPage.Plan::paused)
                .map(plan -> new Frame.Banner(
                        "need",
                        plan.label(),
                        plan.name() + " is paused.",
                        switch (plan.label()) {
                            case "sweep" ->
                                "Until it is resumed, files that are copied in wait until somebody uploads or presses Process now.";
                            case "report" -> "Until it is resumed, the report is only as new as the last Report now.";
                            default ->
                                "Until it is resumed the trash is not emptied, old reports stay, and the index gets no new backup.";
                        }))
                .toList();
    }

    private static List<RunListPage.Filter> filters(Run.@Nullable Kind kind) {
        return List.of(
                new RunListPage.Filter("All", "/runs", kind == null),
                new RunListPage.Filter("Sweeps", "/runs?kind=sweep", kind == Run.Kind.SWEEP),
                new RunListPage.Filter("Reports", "/runs?kind=report", kind == Run.Kind.REPORT),
                new RunListPage.Filter("Housekeeping", "/runs?kind=housekeeping", kind == Run.Kind.HOUSEKEEPING));
    }
}
