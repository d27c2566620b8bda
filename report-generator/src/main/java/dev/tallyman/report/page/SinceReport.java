package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.Change;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.report.data.PreviousReport;
import java.util.Optional;

/** The previous report beside this one, in sentences. */
record SinceReport(ReportModel model) {
    private static final String NONE = "There is no earlier report to compare with. ";

    /** False after an empty one, which is there and is compared with nothing. */
    private boolean isFirst() {
        return model.origin().run().number() == 1;
    }

    boolean compared() {
        return model.scan().changes().isPresent();
    }

    private long number() {
        return model.origin().previous().map(PreviousReport::number).orElse(0L);
    }

    /** When the previous report's snapshot was taken, shorter where it was today. */
    String time() {
        return model.origin()
                .previous()
                .map(p -> ReportText.date(p.at())
                                .equals(ReportText.date(model.head().at()))
                        ? ReportText.clock(p.at())
                        : ReportText.day(p.at()))
                .orElse("");
    }

    /** How many files there are more than then. */
    Optional<Long> files() {
        return model.origin()
                .previous()
                .filter(_ -> compared())
                .map(p -> model.totals().files() - p.files());
    }

    /** The start of the sentence below the first heading. */
    String sentence() {
        return model.scan()
                .changes()
                .map(found -> "Since Report "
                        + Words.count(number())
                        + " at "
                        + time()
                        + ": "
                        + Words.count(found.total(Change.Kind.NEW))
                        + " new, "
                        + Words.count(found.total(Change.Kind.GONE))
                        + " gone, "
                        + Words.count(found.total(Change.Kind.IDENTIFIED))
                        + " identified differently. ")
                .orElse(isFirst() ? "This is the first report. " : NONE);
    }

    String title() {
        return compared() ? "What changed since Report " + Words.count(number()) : "What changed";
    }

    String why() {
        return model.origin()
                .previous()
                .filter(_ -> compared())
                .map(p -> "From "
                        + Words.files(p.files())
                        + " at "
                        + time()
                        + " to "
                        + Words.count(model.totals().files())
                        + " now, and from "
                        + Words.size(p.bytes())
                        + " to "
                        + Words.size(model.totals().bytes())
                        + ".")
                .orElse(NONE + "The next one says what changed since this one.");
    }
}
