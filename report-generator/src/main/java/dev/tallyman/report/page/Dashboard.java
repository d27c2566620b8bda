package dev.tallyman.report.page;

import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Gantt;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.Change;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportHead;
import dev.tallyman.volume.Skipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the first page of a report says, computed from its findings and nothing else. */
public record Dashboard(ReportModel findings, Duration took) {
    /** A line of the contents. */
    public record Entry(String anchor, String title, String count) {}

    /** One fact about the report itself. */
    public record Fact(String name, String value) {}

    public ReportHead head() {
        return findings.head();
    }

    private Totals totals() {
        return findings.totals();
    }

    /** The answer first: one sentence that a person could say aloud. */
    public String sentence() {
        if (totals().files() == 0) {
            return "No files yet.";
        }
        long classified = totals().of(State.CLASSIFIED).files();
        long waiting = totals().backlog().files();
        long needs = totals().of(State.QUARANTINED).files();
        String files = Words.files(totals().files());
        if (classified == totals().files()) {
            return files + (classified == 1 ? ", classified." : ", all classified.");
        }
        List<String> parts = new ArrayList<>();
        parts.add(Words.count(classified) + " classified");
        if (waiting > 0) {
            parts.add(Words.count(waiting) + " waiting");
        }
        if (needs > 0) {
            parts.add(Words.count(needs) + (needs == 1 ? " needs you" : " need you"));
        }
        return files + "; " + String.join(", ", parts) + ".";
    }

    /** What changed, and what there is most of. */
    public String since() {
        if (totals().files() == 0) {
            return "Drop files on the Files page, or copy them into the intake’s files/ folder and start a sweep.";
        }
        String changes = findings.seen()
                .changes()
                .map(found -> "Since Report "
                        + Words.count(previousNumber())
                        + " at "
                        + sinceTime()
                        + ": "
                        + Words.count(found.total(Change.Kind.NEW))
                        + " new, "
                        + Words.count(found.total(Change.Kind.GONE))
                        + " gone, "
                        + Words.count(found.total(Change.Kind.IDENTIFIED))
                        + " identified differently. ")
                .orElse("This is the first report. ");
        return changes + categories().weights();
    }

    private long previousNumber() {
        return findings.previous().map(PreviousReport::number).orElse(0L);
    }

    /** When the previous report's snapshot was taken, shorter where it was today. */
    public String sinceTime() {
        return findings.previous()
                .map(p -> ReportText.date(p.at()).equals(ReportText.date(head().at()))
                        ? ReportText.clock(p.at())
                        : ReportText.day(p.at()))
                .orElse("");
    }

    public boolean compared() {
        return findings.seen().changes().isPresent();
    }

    public List<NextStep> todo() {
        return NextStep.of(findings);
    }

    public List<KeyFigures.Figure> numbers() {
        return KeyFigures.of(findings);
    }

    public List<KeyFigures.Figure> changes() {
        return ChangeFigures.of(findings);
    }

    public String changesTitle() {
        return compared() ? "What changed since Report " + Words.count(previousNumber()) : "What changed";
    }

    public String changesWhy() {
        return findings.previous()
                .filter(_ -> compared())
                .map(p -> "From "
                        + Words.files(p.files())
                        + " at "
                        + sinceTime()
                        + " to "
                        + Words.count(totals().files())
                        + " now, and from "
                        + Words.size(p.bytes())
                        + " to "
                        + Words.size(totals().bytes())
                        + ".")
                .orElse("There is no earlier report to compare with. The next one says what changed since this one.");
    }

    /** The table of categories. */
    public CategoryTable categories() {
        return new CategoryTable(findings);
    }

    public long mostState() {
        return Stream.of(State.values())
                .mapToLong(s -> totals().of(s).files())
                .max()
                .orElse(0);
    }

    public long mostBasis() {
        return findings.seen().bases().stream().mapToLong(b -> b.files()).max().orElse(0);
    }

    /** When files came, and when they were last changed. */
    public DateSummary dates() {
        return new DateSummary(findings);
    }

    public String largestWhy() {
        long ten = findings.largest().rows().stream().mapToLong(f -> f.size()).sum();
        return "The "
                + Words.count(findings.largest().rows().size(), "largest file holds ", "largest files hold ")
                        .trim()
                + " "
                + Words.percent(ten, totals().bytes())
                + " of all bytes.";
    }

    public String examples(Skipped skipped) {
        return skipped.examples().stream()
                .limit(3)
                .map(path -> ReportText.name(path).plain())
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    public String schedulingNote() {
        return Scheduling.note(findings);
    }

    public Duration longest() {
        return Scheduling.longest(findings);
    }

    public Duration longestRun() {
        return Scheduling.longestRun(findings);
    }

    public String ganttWhy(Gantt.Chart chart) {
        Run run = chart.run();
        return "From its start to its end, "
                + Scheduling.took(run, head().at())
                + (chart.sliced()
                        ? "; each stripe is a slice of time in the hue of what took the most of it, as wide as the worker was busy."
                        : "; each bar is a file in the hue of its category, gaps are waiting, a cross failed.")
                + (chart.hidden() > 0 ? " " + Words.count(chart.hidden()) + " more workers are not drawn." : "")
                + " Files that were read again since are not in it.";
    }

    public List<Entry> contents() {
        return Contents.of(this);
    }

    /** Where this report comes from, in two columns: the first one. */
    public List<Fact> firstFacts() {
        List<Fact> facts = Provenance.facts(findings, took);
        return facts.subList(0, (facts.size() + 1) / 2);
    }

    public List<Fact> otherFacts() {
        List<Fact> facts = Provenance.facts(findings, took);
        return facts.subList((facts.size() + 1) / 2, facts.size());
    }
}
