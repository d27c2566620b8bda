package dev.tallyman.report.page;

import dev.tallyman.index.catalog.ReportDataSums.Deeds;
import dev.tallyman.look.Gantt;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.RunHistory;
import dev.tallyman.report.data.Table;
import dev.tallyman.report.page.Section.Part;
import dev.tallyman.report.page.Section.Title;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sections about the work on the files, and about the report itself. */
final class WorkSections {
    private final RunHistory history;
    private final Table.Head<Deeds> deeds;
    private final Instant now;

    private WorkSections(ReportModel model) {
        this.history = model.history();
        this.deeds = model.deeds();
        this.now = model.head().at();
    }

    static List<Section> of(ReportModel model, Duration took) {
        var work = new WorkSections(model);
        List<Section> sections = new ArrayList<>();
        if (!model.head().whole()) {
            return List.of(provenance(Provenance.facts(model, took))); // runs work on the whole
        }
        sections.add(work.waiting());
        model.scan()
                .gantt()
                .filter(chart -> !chart.rows().isEmpty())
                .map(work::gantt)
                .ifPresent(sections::add);
        sections.add(work.runs());
        sections.add(work.deeds());
        sections.add(provenance(Provenance.facts(model, took)));
        return sections;
    }

    private Section waiting() {
        return new Section(
                "waiting",
                Title.of("Waiting and turnaround", "Waiting"),
                "Waiting is the time from arrival to claim, turnaround from arrival to the answer what it is; 95 of 100 files were at most p95. "
                        + Scheduling.note(history),
                Section.files("scheduling"),
                history.policies().isEmpty()
                        ? List.of()
                        : List.of(Part.of(
                                "waiting", Map.of("history", history, "longest", Scheduling.longest(history)))));
    }

    private Section gantt(Gantt.Chart chart) {
        return new Section(
                "gantt",
                Title.of(
                        "What the workers of Sweep " + Words.count(chart.run().number()) + " did",
                        Words.files(chart.files()) + ", " + Words.count(chart.workers(), "worker", "workers"),
                        "Workers",
                        0),
                "From its start to its end, "
                        + Scheduling.took(chart.run(), now)
                        + (chart.sliced()
                                ? "; each stripe is a slice of time in the hue of what took the most of it, as wide as the worker was busy."
                                : "; each bar is a file in the hue of its category, gaps are waiting, a cross failed.")
                        + (chart.hidden() > 0 ? " " + Words.count(chart.hidden()) + " more workers are not drawn." : "")
                        + " Files that were read again since are not in it.",
                List.of(),
                List.of(new Part("look/gantt.jte", Map.of("chart", chart))));
    }

    private Section runs() {
        return new Section(
                "runs",
                Title.of("Last runs", "Runs"),
                "What the programs did on this intake lately, the newest first. The data files have the same runs with their jobs, images and commits.",
                Section.files("runs"),
                List.of(Part.of(
                        "runs",
                        Map.of(
                                "runs", history.runs(),
                                "now", now,
                                "longest", Scheduling.longestRun(history, now)))));
    }

    private Section deeds() {
        return Section.of(
                "deeds",
                Title.of(deeds.spec().title(), "", "Who did what", deeds.total()),
                deeds,
                "",
                "Nothing is written down of anybody yet.");
    }

    private static Section provenance(List<Provenance.Fact> facts) {
        int half = (facts.size() + 1) / 2;
        return new Section(
                "provenance",
                Title.of("Provenance", "Provenance"),
                "With these you can make the same report again.",
                List.of(),
                List.of(Part.of(
                        "provenance",
                        Map.of("left", facts.subList(0, half), "right", facts.subList(half, facts.size())))));
    }
}
