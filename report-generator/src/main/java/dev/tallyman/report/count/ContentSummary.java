package dev.tallyman.report.count;

import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.ReportDataContents.Aspect;
import dev.tallyman.index.catalog.ReportDataContents.MemberFormat;
import dev.tallyman.index.catalog.ReportDataContents.Sum;
import dev.tallyman.index.catalog.ReportDataContents.Told;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is in the files.
 *
 * @param aspects what their metadata say
 * @param members formats of what lies inside them
 */
public record ContentSummary(
        Map<Aspect, Counts> aspects, Table.Head<Counted<MemberFormat>> members, Sum pages, Sum duration) {
    private static final int SHOWN = 10;

    private static final Table.Spec<Counted<MemberFormat>> MEMBERS = Table.Spec.of(
            "member-formats",
            "Formats inside archives and e-mails",
            "What the files inside other files are, by their content. They are in no other number.",
            "members",
            SHOWN,
            ReportModelFactory.counts(List.of(
                    Column.of("category", m -> m.category()),
                    Column.of("mime", m -> m.mime()),
                    Column.of("format", m -> m.format()))));

    /** How often each is said, and by which files. */
    public record Counts(Table.Head<Counted<String>> counts, Table.Head<Told> files) {}

    /** What a person calls it. */
    private record Words(String name, String title, String why) {}

    private static Words words(Aspect aspect) {
        return switch (aspect) {
            case CAMERA ->
                new Words("cameras", "Cameras", "Which devices took the pictures, as the pictures themselves say.");
            case YEAR_TAKEN ->
                new Words(
                        "taken",
                        "By year of taking",
                        "When pictures were taken, as their cameras say: a camera with a wrong clock says wrong years.");
            case AUTHOR ->
                new Words(
                        "authors",
                        "Authors",
                        "Whom documents name as their author, and e-mails as their sender. Often the name of a licence or a program.");
            case LANGUAGE ->
                new Words("languages", "Languages", "Which language documents and web pages say they are in.");
            case PDF_A ->
                new Words(
                        "pdf-a",
                        "PDF/A claims",
                        "Which profile for archiving documents claim to keep. Whether they do takes a validator.");
        };
    }

    static ContentSummary of(ReportData data, ReportOutput output) throws IOException {
        Map<Aspect, Counts> aspects = new EnumMap<>(Aspect.class);
        for (Aspect aspect : Aspect.values()) {
            Words words = words(aspect);
            var counts = new Table<>(
                    output,
                    Table.Spec.of(
                            words.name(),
                            words.title(),
                            words.why(),
                            "values",
                            SHOWN,
                            ReportModelFactory.counts(List.of(Column.of("value", (String value) -> value)))));
            data.contents().counted(aspect, counts::add);
            var files = new Table<>(
                    output, Table.Spec.of(words.name() + "-files", words.title(), words.why(), "told", 0, columns()));
            data.contents().files(aspect, files::add);
            aspects.put(aspect, new Counts(counts.close(), files.close()));
        }
        var members = new Table<>(output, MEMBERS);
        data.contents().members(members::add);
        return new ContentSummary(
                aspects,
                members.close(),
                data.contents().pages(),
                data.contents().duration());
    }

    private static List<Column<Told>> columns() {
        List<Column<Told>> columns = new ArrayList<>();
        columns.add(Column.of("value", Told::value));
        Column.OF_LISTS.forEach(column ->
                columns.add(Column.of(column.name(), told -> column.value().apply(told.file()))));
        return List.copyOf(columns);
    }

    public Counts of(Aspect aspect) {
        return Objects.requireNonNull(aspects.get(aspect));
    }
}
