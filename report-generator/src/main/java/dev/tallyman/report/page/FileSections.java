package dev.tallyman.report.page;

import dev.tallyman.file.StoredFile;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.ReportLists;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.data.Table;
import dev.tallyman.report.page.Section.Part;
import dev.tallyman.report.page.Section.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sections about the files: what they are, when they came, how they are called, and where they lie. */
final class FileSections {
    private final ReportModel model;
    private final ReportLists listings;

    private FileSections(ReportModel model) {
        this.model = model;
        this.listings = model.listings();
    }

    static List<Section> of(ReportModel model) {
        var files = new FileSections(model);
        List<Section> sections = new ArrayList<>();
        sections.add(files.categories());
        sections.add(files.months());
        sections.add(files.years());
        sections.add(files.formats());
        sections.add(files.basis());
        sections.add(files.extensions());
        sections.add(files.mismatches());
        sections.add(files.folders());
        sections.add(files.largest());
        return sections;
    }

    private Section categories() {
        var table = new CategoryTable(model);
        return new Section(
                "categories",
                Title.of("Categories", "", "Categories", table.rows().size()),
                "What files are, by content. Left how many, right how much they take. Categories that share a hue are kin. "
                        + table.weights(),
                Section.files("categories"),
                List.of(Part.of("categories", Map.of("table", table))));
    }

    private Section months() {
        var dates = new DateSummary(model);
        return new Section(
                "months",
                Title.of("By month of arrival", "By month"),
                "When files came in: uploads at their time, files found on the volume at the time of their last change of place or rights. "
                        + dates.arrivalsNote(),
                Section.files("months"),
                List.of(Part.of("months", Map.of("chart", dates.arrivals()))));
    }

    private Section years() {
        var dates = new DateSummary(model);
        return new Section(
                "years",
                Title.of("By year of last change", "", "By year", dates.years().size()),
                "When contents were last changed, as the files themselves say. "
                        + dates.modifiedNote()
                        + " The data files have it by month.",
                Section.files("modified"),
                List.of(Part.of("years", Map.of("dates", dates))));
    }

    private Section formats() {
        return Section.of(
                "formats",
                Title.of(
                        "Formats",
                        some(listings.formats()),
                        "Formats",
                        listings.formats().total()),
                listings.formats(),
                " formats",
                "None: no file’s format is known yet.");
    }

    private Section basis() {
        return new Section(
                "basis",
                Title.of("How they were known", "How known"),
                "",
                Section.files("basis"),
                List.of(Part.of(
                        "basis",
                        Map.of(
                                "bases", model.scan().kinds().bases(),
                                "byName", list(FileList.BY_NAME),
                                "files", model.totals().files()))));
    }

    private Section extensions() {
        return Section.of(
                "extensions",
                Title.of(
                        "Endings of names",
                        some(listings.extensions()),
                        "Endings",
                        listings.extensions().total()),
                listings.extensions(),
                " endings",
                "");
    }

    private Section mismatches() {
        Table.Head<StoredFile> mismatches = list(FileList.MISMATCHES);
        Section files = Section.of(
                "mismatches", mismatches, "Mismatches", "None: every ending that promises a format keeps it.");
        List<Part> parts = mismatches.total() == 0
                ? List.of()
                : Stream.concat(Section.rows(listings.pairs(), " pairs").stream(), files.parts().stream())
                        .toList();
        return new Section(files.id(), files.title(), files.why(), files.files(), parts);
    }

    private Section folders() {
        return Section.of(
                "folders",
                Title.of(
                        "Folders",
                        some(listings.folders()),
                        "Folders",
                        listings.folders().total()),
                listings.folders(),
                " folders",
                "");
    }

    private Section largest() {
        List<StoredFile> rows = listings.largest().rows();
        long together = rows.stream().mapToLong(f -> f.size()).sum();
        return new Section(
                "largest",
                Title.of("Largest files", "Largest"),
                "The "
                        + Words.count(rows.size(), "largest file holds ", "largest files hold ")
                                .trim()
                        + " "
                        + Words.percent(together, model.totals().bytes())
                        + " of all bytes.",
                List.of("files.csv.gz"),
                Section.rows(listings.largest(), ""));
    }

    private Table.Head<StoredFile> list(FileList list) {
        return model.scan().list(list);
    }

    private static String some(Table.Head<?> head) {
        return head.total() == 0 ? "" : Words.count(head.rows().size()) + " of " + Words.count(head.total());
    }
}
