package dev.tallyman.report.page;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import dev.tallyman.report.data.Table;
import dev.tallyman.report.page.Section.Part;
import dev.tallyman.report.page.Section.Title;
import dev.tallyman.volume.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sections about the files that want something of a person, and how many are in which state. */
final class AttentionSections {
    private final ReportModel model;

    private AttentionSections(ReportModel model) {
        this.model = model;
    }

    static List<Section> of(ReportModel model) {
        var attention = new AttentionSections(model);
        List<Section> sections = new ArrayList<>(List.of(attention.states(), attention.needs()));
        attention.failures(sections);
        sections.addAll(List.of(attention.duplicates(), attention.unidentified(), attention.risks()));
        if (model.head().whole()) { // what is no file lies in no list of a folder
            sections.add(attention.skipped());
        }
        return sections;
    }

    private Section states() {
        long most = Stream.of(State.values())
                .mapToLong(s -> model.totals().of(s).files())
                .max()
                .orElse(0);
        return new Section(
                "states",
                Title.of("States", "States"),
                "Where each file is in its life. Classified and needs-you are settled; the trash and missing files are in no other number.",
                Section.files("states"),
                List.of(Part.of("states", Map.of("totals", model.totals(), "most", most))));
    }

    private Section needs() {
        return Section.of(
                "needs", model.scan().list(FileList.QUARANTINED), "Needs you", "None: no file waits for a person.");
    }

    /** What failed and why, where something did. */
    private void failures(List<Section> sections) {
        Table.Head<StoredFile> failed = model.scan().list(FileList.FAILED);
        if (failed.total() > 0) {
            sections.add(Section.of("failed", failed, "Failed", ""));
        }
        if (model.listings().reasons().total() > 0) {
            sections.add(Section.of(
                    "reasons",
                    Title.of(
                            "Why files failed",
                            "",
                            "Reasons",
                            model.listings().reasons().total()),
                    model.listings().reasons(),
                    " reasons",
                    ""));
        }
    }

    private Section duplicates() {
        var sums = model.duplicates();
        String note = sums.groups() == 0
                ? ""
                : Words.count(sums.copies(), "copy", "copies")
                        + " in "
                        + Words.count(sums.groups(), "group", "groups")
                        + " waste "
                        + Words.size(sums.wasted());
        return Section.of(
                "duplicates",
                Title.of("Duplicates", note, "Duplicates", sums.copies()),
                model.listings().duplicates(),
                " groups",
                "None: no two files have the same bytes.");
    }

    private Section unidentified() {
        var unidentified = model.scan().unidentified();
        return Section.of(
                "unidentified",
                Title.of("Not identified", Words.files(unidentified.total()), "Not identified", unidentified.total()),
                unidentified,
                "",
                "None: every file that was read has a format.");
    }

    private Section risks() {
        return Section.of(
                "risks",
                model.scan().list(FileList.RISKS),
                "Risks",
                "None: no name and no content that could surprise the next person or program.");
    }

    private Section skipped() {
        List<Map.Entry<Skipped, String>> rows =
                model.skipped().stream().map(it -> Map.entry(it, examples(it))).toList();
        return new Section(
                "skipped",
                Title.of("Left alone", "", "Left alone", model.left()),
                rows.isEmpty()
                        ? "Nothing: the last sweep met nothing on the volume but files and folders."
                        : "Symbolic links, pipes, sockets and devices are not files. The last sweep counted them, and neither opened nor followed any.",
                Section.files("skipped"),
                rows.isEmpty() ? List.of() : List.of(Part.of("skipped", Map.of("rows", rows))));
    }

    private static String examples(Skipped skipped) {
        return skipped.examples().stream()
                .limit(3)
                .map(path -> ReportText.name(path).plain())
                .collect(Collectors.joining(", "));
    }
}
