package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.report.count.RevisionTables;
import dev.tallyman.report.page.Section.Part;
import dev.tallyman.report.page.Section.Title;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sections of the first page in their order, and those that every report begins with. A new one is a line here or in
 * {@link FileSections}, {@link ContentSections}, {@link AttentionSections} and {@link WorkSections}, and a template for what it shows.
 */
final class FirstPageSections {
    private final ReportModel model;

    private FirstPageSections(ReportModel model) {
        this.model = model;
    }

    static List<Section> of(ReportModel model, Duration took) {
        var first = new FirstPageSections(model);
        List<Section> sections = new ArrayList<>(List.of(first.next(), first.numbers(), first.changes()));
        first.revisions(sections);
        if (model.totals().files() > 0) {
            sections.addAll(FileSections.of(model));
            sections.addAll(ContentSections.of(model));
            sections.addAll(AttentionSections.of(model));
        }
        sections.addAll(WorkSections.of(model, took));
        return List.copyOf(sections);
    }

    private Section next() {
        List<NextStep> steps = NextStep.of(model);
        return new Section(
                "next",
                Title.of("What you can do next", "", "What you can do", steps.size()),
                steps.isEmpty() ? "Nothing. Every file is settled, and nothing asks for a decision." : "",
                List.of(),
                steps.isEmpty() ? List.of() : List.of(Part.of("next", Map.of("steps", steps))));
    }

    private Section numbers() {
        return new Section(
                "numbers",
                Title.of("Numbers", "Numbers"),
                "",
                Section.files("summary"),
                List.of(Part.of("figures", Map.of("figures", KeyFigures.of(model)))));
    }

    private Section changes() {
        var since = new SinceReport(model);
        List<KeyFigures.Figure> figures = ChangeFigures.of(model);
        return new Section(
                "changes",
                new Title(
                        since.title(),
                        "",
                        "What changed",
                        since.files().map(ReportText::signed).orElse("")),
                since.why(),
                since.compared() ? Section.files("changes") : List.of(),
                figures.isEmpty() ? List.of() : List.of(Part.of("figures", Map.of("figures", figures))));
    }

    /** What identification says otherwise since it changed, where it does. */
    private void revisions(List<Section> sections) {
        RevisionTables moved = model.revisions();
        if (moved.counts().total() == 0) {
            return;
        }
        List<Part> parts = new ArrayList<>(Section.rows(moved.counts(), " kinds"));
        parts.add(Part.of("behind", Map.of("head", moved.files(), "what", "List of the")));
        List<String> files = new ArrayList<>(Section.files(moved.counts().spec().name()));
        files.addAll(Section.files(moved.files().spec().name()));
        long total = moved.files().total();
        sections.add(new Section(
                "revisions",
                Title.of(moved.counts().spec().title(), Words.files(total), "Verdicts moved", total),
                moved.counts().spec().why(),
                List.copyOf(files),
                List.copyOf(parts)));
    }
}
