package dev.tallyman.report.count;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Duplicate;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.index.catalog.ReportDataSums.Pair;
import dev.tallyman.index.catalog.ReportDataSums.Reason;
import dev.tallyman.look.Words;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tables of a report that are not in {@link FileList}: their names, words and columns. */
public final class ReportTables {
    static final Table.Spec<ReportLists.FormatRow> FORMATS = Table.Spec.of(
            "formats",
            "Formats",
            "Format and version as PRONOM names them, where it knows them; files of one format open in the same programs.",
            "formats",
            12,
            formatColumns());

    public static final Table.Spec<Counted<String>> EXTENSIONS = Table.Spec.of(
            "extensions",
            "Endings",
            "What names end with, in lower case. Endings are promises: the formats above are what the content is.",
            "extensions",
            12,
            ReportModelFactory.counts(List.of(Column.of("extension", e -> e))));

    static final Table.Spec<Counted<String>> FOLDERS = Table.Spec.of(
            "folders",
            "Folders",
            "The folders at the top with all that is below them, the heaviest first: where the bytes are.",
            "folders",
            10,
            ReportModelFactory.counts(List.of(Column.of("folder", f -> f))));

    static final Table.Spec<Counted<Reason>> REASONS = Table.Spec.of(
            "reasons",
            "Why files failed",
            "The same reason many times is one cause: mend it, then Retry all of them.",
            "reasons",
            10,
            ReportModelFactory.counts(
                    List.of(Column.of("state", r -> r.state().label()), Column.of("reason", r -> r.reason()))));

    static final Table.Spec<Counted<Pair>> PAIRS = Table.Spec.of(
            "mismatch-pairs",
            "Which ending hides what",
            "Endings and the formats found behind them, the most frequent first.",
            "pairs",
            6,
            ReportModelFactory.counts(List.of(
                    Column.of("extension", p -> p.extension()),
                    Column.of("name_says", p -> p.nameSays()),
                    Column.of("category", p -> p.content().category().label()),
                    Column.of("mime", p -> p.content().mime()),
                    Column.of("format", p -> p.content().format()))));

    static final Table.Spec<ReportLists.DuplicateGroup> DUPLICATES = Table.Spec.<ReportLists.DuplicateGroup>of(
                    "duplicates",
                    "Duplicates",
                    "Same SHA-256, so the same bytes whatever the name. Wasted is the size of every copy but one. Empty files are not counted.",
                    "duplicates",
                    5,
                    List.of())
            .within("duplicates.csv");

    static final Table.Spec<StoredFile> NEWEST = files("files", "All files", "Every present file, the newest first.", 0)
            .within("files.csv.gz");

    static final Table.Spec<StoredFile> LARGEST = files(
                    "largest", "Largest files", "Where the bytes are: the largest files of the intake.", 10)
            .within("files.csv.gz");

    static final Table.Spec<StoredFile> TRASHED = files(
            "trash",
            "In the trash",
            "Deleted files until housekeeping purges them. They can be restored, and no other number counts them.",
            0);

    static final Table.Spec<StoredFile> MISSING = files(
            "missing",
            "Gone from the disk",
            "Files that somebody moved or deleted on the volume itself, with what was last known of them.",
            0);

    static final Comparator<Counted<String>> BY_FILES =
            Comparator.comparingLong((Counted<String> c) -> -c.files()).thenComparing(Counted::what);

    static final Comparator<Counted<String>> BY_BYTES =
            Comparator.comparingLong((Counted<String> c) -> -c.bytes()).thenComparing(Counted::what);

    static final Comparator<Counted<Format>> BY_FILES_OF_FORMAT = Comparator.comparingLong(
                    (Counted<Format> c) -> -c.files())
            .thenComparing(c -> c.what().toString());

    static final List<Column<Copy>> COPIES = copyColumns();

    private ReportTables() {}

    /** One file of a group of duplicates. */
    record Copy(Duplicate group, StoredFile file) {}

    private static Table.Spec<StoredFile> files(String name, String title, String why, int head) {
        return Table.Spec.of(name, title, why, "files", head, Column.OF_LISTS);
    }

    /** A list of the newest files of something. */
    static Table.Spec<StoredFile> newest(String name, String title, NewestIds ids) {
        int shown = ids.newest().size();
        String why = shown == ids.count()
                ? Words.files(shown) + ", the newest first."
                : "The newest "
                        + Words.count(shown)
                        + " of "
                        + Words.files(ids.count())
                        + "; the data file has all of them.";
        return files(name, title, why, 0).within("files.csv.gz");
    }

    private static List<Column<ReportLists.FormatRow>> formatColumns() {
        List<Column<Counted<Format>>> columns = ReportModelFactory.counts(List.of(
                Column.of("category", f -> f.category().label()),
                Column.of("format", f -> f.format()),
                Column.of("version", f -> f.version()),
                Column.of("puid", f -> f.puid()),
                Column.of("mime", f -> f.mime())));
        List<Column<ReportLists.FormatRow>> rows = new ArrayList<>();
        for (Column<Counted<Format>> column : columns) {
            rows.add(Column.of(column.name(), row -> column.value().apply(row.counted())));
        }
        return List.copyOf(rows);
    }

    private static List<Column<Copy>> copyColumns() {
        List<Column<Copy>> columns = new ArrayList<>();
        columns.add(Column.of("sha256", c -> c.group().sha256()));
        columns.add(Column.of("wasted", c -> c.group().wasted()));
        columns.add(Column.of("copies", c -> c.group().copies()));
        for (Column<StoredFile> column : Column.OF_LISTS) {
            columns.add(Column.of(column.name(), c -> column.value().apply(c.file())));
        }
        return List.copyOf(columns);
    }
}
