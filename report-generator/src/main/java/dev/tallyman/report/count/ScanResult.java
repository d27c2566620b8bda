package dev.tallyman.report.count;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.look.Gantt;
import dev.tallyman.report.data.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the walk along all present files found.
 *
 * @param gantt of the last sweep that did work
 */
public record ScanResult(
        Map<FileList, Table.Head<StoredFile>> lists,
        Table.Head<FileScan.Unidentified> unidentified,
        Optional<Comparison.Found> changes,
        Optional<Gantt.Chart> gantt,
        Kinds kinds,
        Counter<String> extensions,
        Counter<String> folders,
        Hashed hashed,
        MonthCounts received,
        MonthCounts modified) {

    /** What the files are, and the newest of each kind. */
    public record Kinds(
            Map<Category, NewestIds> categories,
            Counter<Format> formats,
            Map<Format, NewestIds> newestOfFormat,
            List<Counted<Basis>> bases) {}

    /** How many files have a SHA-256, and how many of these have no bytes. */
    public record Hashed(long files, long empty) {}

    public Table.Head<StoredFile> list(FileList list) {
        return Objects.requireNonNull(lists.get(list));
    }
}
