package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.volume.Skipped;
import java.util.ArrayList;
import java.util.List;

/** The contents at the side of the first page, in the order of its sections. */
public final class Contents {
    private final List<Dashboard.Entry> entries = new ArrayList<>();

    private Contents() {}

    static List<Dashboard.Entry> of(Dashboard dashboard) {
        ReportModel f = dashboard.findings();
        var contents = new Contents();
        contents.add("next", "What you can do", dashboard.todo().size());
        contents.add("numbers", "Numbers", 0);
        contents.entries.add(new Dashboard.Entry(
                "changes",
                "What changed",
                f.previous()
                        .filter(_ -> dashboard.compared())
                        .map(p -> ReportText.signed(f.totals().files() - p.files()))
                        .orElse("")));
        if (f.totals().files() > 0) {
            contents.add(
                    "categories", "Categories", dashboard.categories().rows().size());
            contents.add("months", "By month", 0);
            contents.add("years", "By year", dashboard.dates().years().size());
            contents.add("formats", "Formats", f.formats().total());
            contents.add("basis", "How known", 0);
            contents.add("extensions", "Endings", f.extensions().total());
            contents.add(
                    "mismatches",
                    "Mismatches",
                    f.seen().list(FileList.MISMATCHES).total());
            contents.add("folders", "Folders", f.folders().total());
            contents.add("largest", "Largest", 0);
            contents.add("states", "States", 0);
            contents.add(
                    "needs", "Needs you", f.seen().list(FileList.QUARANTINED).total());
            if (f.seen().list(FileList.FAILED).total() > 0) {
                contents.add("failed", "Failed", f.seen().list(FileList.FAILED).total());
            }
            if (f.reasons().total() > 0) {
                contents.add("reasons", "Reasons", f.reasons().total());
            }
            contents.add("duplicates", "Duplicates", f.duplicates().copies());
            contents.add(
                    "unidentified", "Not identified", f.seen().unidentified().total());
            contents.add("risks", "Risks", f.seen().list(FileList.RISKS).total());
            contents.add(
                    "skipped",
                    "Left alone",
                    f.skipped().stream().mapToLong(Skipped::count).sum());
        }
        contents.add("waiting", "Waiting", 0);
        if (f.seen().gantt().filter(chart -> !chart.rows().isEmpty()).isPresent()) {
            contents.add("gantt", "Workers", 0);
        }
        contents.add("runs", "Runs", 0);
        contents.add("provenance", "Provenance", 0);
        return contents.entries;
    }

    private void add(String anchor, String title, long count) {
        entries.add(new Dashboard.Entry(anchor, title, count == 0 ? "" : Words.count(count)));
    }
}
