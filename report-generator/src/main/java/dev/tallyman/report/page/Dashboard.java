package dev.tallyman.report.page;

import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.data.ReportHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the first page of a report says, computed from its model and nothing else.
 *
 * @param sentence the answer first: one sentence that a person could say aloud
 * @param since what changed, and what there is most of
 */
public record Dashboard(ReportHead head, String sentence, String since, List<Section> sections) {
    public static Dashboard of(ReportModel model, Duration took) {
        return new Dashboard(model.head(), sentence(model.totals()), since(model), FirstPageSections.of(model, took));
    }

    private static String sentence(Totals totals) {
        if (totals.files() == 0) {
            return "No files yet.";
        }
        long classified = totals.of(State.CLASSIFIED).files();
        long waiting = totals.backlog().files();
        long needs = totals.of(State.QUARANTINED).files();
        String files = Words.files(totals.files());
        if (classified == totals.files()) {
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

    private static String since(ReportModel model) {
        return model.totals().files() == 0
                ? "Drop files on the Files page, or copy them into the intake’s files/ folder and start a sweep."
                : new SinceReport(model).sentence() + new CategoryTable(model).weights();
    }
}
