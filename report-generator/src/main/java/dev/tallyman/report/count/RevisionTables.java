package dev.tallyman.report.count;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.ReportDataRevisions.Moved;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.Revision.Difference;
import dev.tallyman.index.catalog.Revision.Said;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The verdicts that moved since identification changed: from what to what how often, and the files behind it. */
public record RevisionTables(Table.Head<Counted<Difference>> counts, Table.Head<Moved> files) {
    // Number, path, its bytes and size: what else is known of a file stands in the table of all.
    private static final int NAMED = 4;

    private static final String TITLE = "Verdicts that moved";

    private static final Table.Spec<Counted<Difference>> COUNTS = Table.Spec.of(
            "revisions",
            TITLE,
            "The same bytes, read again since identification changed: what they were called before, what they are called now, and who said so.",
            "revisions",
            10,
            ReportModelFactory.counts(columns()));

    private static final Table.Spec<Moved> FILES = Table.Spec.of(
            "revisions-files",
            TITLE,
            "Each file whose verdict moved since identification changed; those that moved alike stand together.",
            "moved",
            0,
            fileColumns());

    static RevisionTables of(ReportData data, ReportOutput output) throws IOException {
        var counts = new Table<>(output, COUNTS);
        data.revisions().counted(counts::add);
        var files = new Table<>(output, FILES);
        data.revisions().files(files::add);
        return new RevisionTables(counts.close(), files.close());
    }

    private static List<Column<Difference>> columns() {
        List<Column<Difference>> columns = new ArrayList<>();
        side(columns, "old_", Difference::was);
        side(columns, "", Difference::is);
        return List.copyOf(columns);
    }

    private static void side(List<Column<Difference>> columns, String before, Function<Difference, Said> which) {
        said(columns, before + "category", which, Said::category);
        said(columns, before + "mime", which, Said::mime);
        said(columns, before + "puid", which, Said::puid);
        said(columns, before + "format", which, Said::format);
        said(columns, before + "mismatch", which, Said::mismatch);
        said(columns, before + "rules", which, Said::rules);
        said(columns, before + "detector", which, Said::detector);
    }

    private static void said(
            List<Column<Difference>> columns,
            String name,
            Function<Difference, Said> which,
            Function<Said, @Nullable Object> value) {
        columns.add(Column.of(name, difference -> value.apply(which.apply(difference))));
    }

    private static List<Column<Moved>> fileColumns() {
        List<Column<Moved>> columns = new ArrayList<>();
        for (Column<StoredFile> column : Column.OF_FILES.subList(0, NAMED)) {
            columns.add(Column.of(column.name(), m -> column.value().apply(m.file())));
        }
        columns()
                .forEach(column ->
                        columns.add(Column.of(column.name(), m -> column.value().apply(m.difference()))));
        return List.copyOf(columns);
    }
}
