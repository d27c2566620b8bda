package dev.tallyman.report.count;

import dev.tallyman.index.catalog.ReportDataSums.Deeds;
import dev.tallyman.index.catalog.ReportDataSums.Duplicates;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportHead;
import dev.tallyman.report.data.Table;
import dev.tallyman.volume.Skipped;
import dev.tallyman.volume.Space;
import java.util.List;
import java.util.Optional;

/** All that a report found out about one state of the index: what its first page is made of. */
public record ReportModel(
        ReportHead head,
        Origin origin,
        Totals totals,
        Space space,
        ScanResult scan,
        ReportLists listings,
        ContentSummary contents,
        RevisionTables revisions,
        Duplicates duplicates,
        RunHistory history,
        List<Skipped> skipped,
        Table.Head<Deeds> deeds) {

    /**
     * Where a report comes from.
     *
     * @param run that makes it
     * @param fingerprint of the state of the index
     * @param previous the report to compare with
     */
    public record Origin(Run run, String fingerprint, Optional<PreviousReport> previous) {}

    /** Files whose bytes no other file has, and one of each group that share theirs. */
    public long differentContents() {
        ScanResult.Hashed hashed = scan.hashed();
        return hashed.files() - duplicates.copies() - Math.max(0, hashed.empty() - 1);
    }

    /** How many things on the volume are no files. */
    public long left() {
        return skipped.stream().mapToLong(Skipped::count).sum();
    }
}
