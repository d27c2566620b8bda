package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.Change;
import dev.tallyman.report.count.Comparison;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.report.data.PreviousReport;
import java.util.List;

/** What changed since the previous report, in numbers as {@link KeyFigures} are. */
record ChangeFigures(ReportModel model, PreviousReport previous, Comparison.Found found) {
    /** Empty without a previous report. */
    static List<KeyFigures.Figure> of(ReportModel model) {
        return model.origin()
                .previous()
                .flatMap(previous ->
                        model.scan().changes().map(found -> new ChangeFigures(model, previous, found).all()))
                .orElse(List.of());
    }

    private List<KeyFigures.Figure> all() {
        Comparison.Counts c = found.counts();
        return List.of(
                number(
                        Change.Kind.NEW,
                        "new",
                        Words.count(c.uploaded())
                                + " arrived through uploads, "
                                + Words.count(c.found())
                                + " were found on the volume."),
                number(
                        Change.Kind.GONE,
                        "gone",
                        Words.count(c.trashed())
                                + " moved to the trash, "
                                + Words.count(c.missing())
                                + " disappeared from the disk, "
                                + Words.count(c.purged())
                                + " purged."),
                number(Change.Kind.IDENTIFIED, "identified differently", Change.Kind.IDENTIFIED.why()),
                number(Change.Kind.CONTENT, "other content", Change.Kind.CONTENT.why()),
                number(Change.Kind.NEEDS, "need you now", Change.Kind.NEEDS.why()),
                verdicts(c.verdicts()),
                duplicates());
    }

    private KeyFigures.Figure number(Change.Kind kind, String what, String why) {
        return new KeyFigures.Figure(
                Words.count(found.total(kind)), what, why, false, found.of(kind).page(), null);
    }

    private static KeyFigures.Figure verdicts(long count) {
        return new KeyFigures.Figure(
                Words.count(count), "were identified", "They were waiting in the previous report.", false, null, null);
    }

    // Duplicates have no identity over time; their sums do.
    private KeyFigures.Figure duplicates() {
        long bytes = model.duplicates().wasted() - previous.wasted();
        String why = bytes == 0
                ? "They waste as much as before."
                : "They waste " + Words.size(Math.abs(bytes)) + (bytes > 0 ? " more" : " less") + " than before.";
        return new KeyFigures.Figure(
                ReportText.signed(model.duplicates().groups() - previous.duplicateGroups()),
                "duplicate groups",
                why,
                false,
                model.listings().duplicates().link("duplicates"),
                null);
    }
}
