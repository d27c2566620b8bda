package dev.tallyman.ui.html.reports;

import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.reports.ComparePage.Group;
import dev.tallyman.volume.Volume;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the reports that are kept and compares any two of them. */
public final class PastReportsService implements HttpService {
    private final Volume volume;
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();

    public PastReportsService(Volume volume, FrameFactory frames) {
        this.volume = volume;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/past-reports", this::all).get("/past-reports/compare", this::compare);
    }

    private void all(ServerRequest request, ServerResponse response) throws IOException {
        List<KeptReport> kept = KeptReport.in(volume.reports());
        List<PastReportsPage.Row> rows = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            KeptReport report = kept.get(i);
            rows.add(new PastReportsPage.Row(
                    report.name(),
                    title(report),
                    report.url(),
                    report.at(),
                    Words.count(report.files()),
                    Words.size(report.bytes()),
                    changed(report, i + 1 < kept.size() ? kept.get(i + 1) : null)));
        }
        html.send(
                response,
                "reports/past.jte",
                new PastReportsPage(frames.frame("Reports", Frame.Tab.REPORTS), lead(kept), List.copyOf(rows)));
    }

    private static String title(KeptReport report) {
        return "Report " + Words.count(report.number());
    }

    private static String lead(List<KeptReport> kept) {
        return kept.isEmpty() ? "No report yet." : Words.count(kept.size(), "report is kept.", "reports are kept.");
    }

    // A report of an older version does not say it: then the number of files does.
    private static String changed(KeptReport report, @Nullable KeptReport before) {
        if (!report.changes().isEmpty()) {
            return report.changes();
        }
        if (before == null) {
            return "–";
        }
        long more = report.files() - before.files();
        return more == 0 ? "as many files" : Words.files(Math.abs(more)) + (more > 0 ? " more" : " fewer");
    }

    private void compare(ServerRequest request, ServerResponse response) throws IOException {
        ReportPair pair = ReportPair.of(volume.reports(), request.query());
        KeptReport before = pair.before();
        KeptReport after = pair.after();
        ReportDifference difference = ReportDifference.of(before, after);
        html.send(
                response,
                "reports/compare.jte",
                new ComparePage(
                        frames.frame("Reports compared", Frame.Tab.REPORTS),
                        lead(before, after),
                        side(before),
                        side(after),
                        pair.url("/past-reports/compare/files"),
                        List.of(
                                new Group("numbers", "Numbers", "Number", difference.numbers(), ""),
                                new Group("categories", "Categories", "Category", difference.categories(), ""),
                                new Group(
                                        "formats",
                                        "Formats that differ",
                                        "Format",
                                        difference.formats(),
                                        difference.note()))));
    }

    private static String lead(KeptReport before, KeptReport after) {
        long more = after.files() - before.files();
        String than = more == 0
                ? "as many files as "
                : Words.files(Math.abs(more)) + (more > 0 ? " more than " : " fewer than ");
        return title(after) + " has " + than + title(before) + ".";
    }

    static ComparePage.Side side(KeptReport report) {
        return new ComparePage.Side(title(report), report.url(), report.at());
    }
}
