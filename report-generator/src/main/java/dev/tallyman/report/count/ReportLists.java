package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.index.catalog.ReportDataSums.Pair;
import dev.tallyman.index.catalog.ReportDataSums.Reason;
import dev.tallyman.report.data.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a report beside those that its scan fills, as far as the first page shows them.
 *
 * @param categoryPages where the newest files of a category are listed
 */
public record ReportLists(
        Table.Head<FormatRow> formats,
        Table.Head<Counted<String>> extensions,
        Table.Head<Counted<String>> folders,
        Table.Head<Counted<Reason>> reasons,
        Table.Head<Counted<Pair>> pairs,
        Table.Head<DuplicateGroup> duplicates,
        Table.Head<StoredFile> newest,
        Table.Head<StoredFile> largest,
        Table.Head<StoredFile> trashed,
        Table.Head<StoredFile> missing,
        Map<Category, String> categoryPages) {

    /** A format with the page that lists its newest files, where there is one. */
    public record FormatRow(
            Counted<Format> counted, @Nullable String page) {}

    /** Files with the same bytes; the first few of them. */
    public record DuplicateGroup(String sha256, long size, long copies, List<StoredFile> some) {
        private static final int SHOWN = 3;

        public long wasted() {
            return size * (copies - 1);
        }

        public List<StoredFile> shown() {
            return some.subList(0, Math.min(SHOWN, some.size()));
        }

        public long more() {
            return copies - shown().size();
        }
    }
}
