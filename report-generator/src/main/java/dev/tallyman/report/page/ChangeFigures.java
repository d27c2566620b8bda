package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.Change;
import dev.tallyman.report.count.Comparison;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.report.data.PreviousReport;
import java.util.List;

/** What changed since the previous report, in numbers as {@link KeyFigures} are. */
public record ChangeFigures(ReportModel findings, PreviousReport previous, Comparison.Found found) {
    /** Empty without a previous report. */
    static List<KeyFigures.Figure> of(ReportModel findings) {
        return findings.previous()
                .flatMap(previous ->
                        findings.seen().changes().map(found -> new ChangeFigures(findings, previous, found).all()))
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
                number(
                        Change.Kind.IDENTIFIED,
                        "identified differently",
                        "The same bytes got another verdict: rules or signatures know more, or less, than before."),
                number(Change.Kind.CONTENT, "other content", "The same file with other bytes than before."),
                number(Change.Kind.NEEDS, "need you now", "Set aside since then."),
                verdicts(c.verdicts()),
                duplicates());
    }

    private KeyFigures.Figure number(Change.Kind kind, String what, String why) {
        return new KeyFigures.Figure(
                Words.count(found.total(kind)), what, why, false, found.of(kind).page(), null);
    }

    private static KeyFigures.Figure verdicts(long count) {
        return new KeyFigures.Figure(
                Words.count(count), "got a verdict", "They were waiting in the previous report.", false, null, null);
    }

    // Duplicates have no identity over time; their sums do.
    private KeyFigures.Figure duplicates() {
        long bytes = findings.duplicates().wasted() - previous.wasted();
        String why = bytes == 0
                ? "They waste as much as before."
                : "They waste " + Words.size(Math.abs(bytes)) + (bytes > 0 ? " more" : " less") + " than before.";
        return new KeyFigures.Figure(
                ReportText.signed(findings.duplicates().groups() - previous.duplicateGroups()),
                "duplicate groups",
                why,
                false,
                findings.duplicateGroups().link("duplicates"),
                null);
    }
}
