package dev.tallyman.ui.html.reports;

import dev.tallyman.ui.http.Problem;
import io.helidon.common.uri.UriQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Two reports that somebody chose, the older one first. */
record ReportPair(KeptReport before, KeptReport after) {
    static ReportPair of(Path reports, UriQuery query) throws IOException {
        List<KeptReport> kept = KeptReport.in(reports);
        KeptReport one = chosen(kept, query.first("from").orElse(""));
        KeptReport other = chosen(kept, query.first("to").orElse(""));
        return one.at().isAfter(other.at()) ? new ReportPair(other, one) : new ReportPair(one, other);
    }

    private static KeptReport chosen(List<KeptReport> kept, String name) {
        return kept.stream()
                .filter(report -> report.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound(
                        "One of these reports is not kept any more, or none was chosen. Choose two on /past-reports."));
    }

    /** The address of a page that compares them. */
    String url(String page) {
        return page + "?from=" + before.name() + "&to=" + after.name();
    }
}
