package dev.tallyman.report.page;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataContents.Aspect;
import dev.tallyman.index.catalog.ReportDataContents.Sum;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.ContentSummary;
import dev.tallyman.report.count.FileList;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.data.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sections about what is in the files, as an archivist asks; each only where there is something to say. */
final class ContentSections {
    private final ReportModel model;

    private ContentSections(ReportModel model) {
        this.model = model;
    }

    static List<Section> of(ReportModel model) {
        var contents = new ContentSections(model);
        List<Section> sections = new ArrayList<>();
        contents.sums(sections);
        for (Aspect aspect : List.of(Aspect.YEAR_TAKEN, Aspect.CAMERA, Aspect.AUTHOR, Aspect.LANGUAGE, Aspect.PDF_A)) {
            contents.aspect(aspect, sections);
        }
        contents.members(sections);
        contents.files(FileList.ENCRYPTED, "Encrypted", sections);
        contents.files(FileList.PARTLY_READ, "Not read whole", sections);
        return sections;
    }

    private void sums(List<Section> sections) {
        Sum pages = model.contents().pages();
        Sum duration = model.contents().duration();
        List<KeyFigures.Figure> figures = new ArrayList<>();
        if (pages.files() > 0) {
            figures.add(figure(
                    Words.count(pages.total()), pages.total() == 1 ? "page" : "pages", Words.files(pages.files())));
        }
        if (duration.files() > 0) {
            figures.add(figure(
                    Words.duration(Duration.ofMillis(duration.total())), "of playing", Words.files(duration.files())));
        }
        if (!figures.isEmpty()) {
            sections.add(new Section(
                    "extent",
                    Section.Title.of("Pages and playing time", "Extent"),
                    "As the files themselves say: some word processors count pages wrong, and plain text has none.",
                    List.of("files.jsonl.gz"),
                    List.of(Section.Part.of("figures", Map.of("figures", figures)))));
        }
    }

    private static KeyFigures.Figure figure(String value, String what, String files) {
        return new KeyFigures.Figure(value, what, "In " + files + ".", false, null, null);
    }

    private void aspect(Aspect aspect, List<Section> sections) {
        ContentSummary.Counts counts = model.contents().of(aspect);
        if (counts.counts().total() == 0) {
            return;
        }
        String name = counts.counts().spec().name();
        List<Section.Part> list =
                List.of(Section.Part.of("behind", Map.of("head", counts.files(), "what", "List of the")));
        sections.add(new Section(
                name,
                Section.Title.of(
                        counts.counts().spec().title(),
                        Words.files(counts.files().total()),
                        counts.counts().spec().title(),
                        counts.counts().total()),
                counts.counts().spec().why(),
                Stream.concat(Section.files(name).stream(), Section.files(name + "-files").stream())
                        .toList(),
                Stream.concat(Section.rows(counts.counts(), "").stream(), list.stream())
                        .toList()));
    }

    private void members(List<Section> sections) {
        var members = model.contents().members();
        if (members.total() == 0) {
            return;
        }
        Table.Head<StoredFile> holders = model.scan().list(FileList.HOLDERS);
        List<Section.Part> list = List.of(Section.Part.of("behind", Map.of("head", holders, "what", "They lie in")));
        sections.add(new Section(
                "inside",
                Section.Title.of(
                        members.spec().title(),
                        "in " + Words.files(holders.total()),
                        "Inside archives",
                        members.total()),
                members.spec().why(),
                Stream.concat(
                                Section.files(members.spec().name()).stream(),
                                Section.files(holders.spec().name()).stream())
                        .toList(),
                Stream.concat(Section.rows(members, " formats").stream(), list.stream())
                        .toList()));
    }

    private void files(FileList list, String entry, List<Section> sections) {
        Table.Head<StoredFile> files = model.scan().list(list);
        if (files.total() > 0) {
            sections.add(Section.of(list.label(), files, entry, ""));
        }
    }
}
