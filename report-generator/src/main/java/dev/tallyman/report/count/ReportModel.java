package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Duplicates;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.index.catalog.ReportDataSums.Pair;
import dev.tallyman.index.catalog.ReportDataSums.Reason;
import dev.tallyman.index.catalog.ReportDataTimes.Times;
import dev.tallyman.index.catalog.ReportDataTimes.Work;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportHead;
import dev.tallyman.report.data.Table;
import dev.tallyman.volume.Skipped;
import dev.tallyman.volume.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a report found out about one state of the index: what its first page is made of. */
public record ReportModel(
        ReportHead head,
        Run run,
        String fingerprint,
        Totals totals,
        Volume.Space space,
        Optional<PreviousReport> previous,
        FileScan.Seen seen,
        Table.Head<FormatRow> formats,
        Table.Head<Counted<String>> extensions,
        Table.Head<Counted<String>> folders,
        Table.Head<Counted<Reason>> reasons,
        Table.Head<Counted<Pair>> pairs,
        Table.Head<DuplicateGroup> duplicateGroups,
        Duplicates duplicates,
        long contents,
        Table.Head<StoredFile> newest,
        Table.Head<StoredFile> largest,
        Table.Head<StoredFile> trashed,
        Table.Head<StoredFile> missing,
        Map<Category, String> categoryPages,
        List<PolicyTimes> policies,
        List<SweepTimes> sweeps,
        List<Run> runs,
        Optional<Run> housekeeping,
        List<Skipped> skipped) {

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

    /** How a policy did. */
    public record PolicyTimes(String policy, Times times, Work work) {
        public String rate() {
            return ReportModel.rate(work.files(), work.time().toMillis());
        }
    }

    /** How one sweep did. */
    public record SweepTimes(Run run, Times times) {
        public String rate() {
            return run.started() == null || run.ended() == null
                    ? "–"
                    : ReportModel.rate(
                            run.counts().files(),
                            run.ended().toEpochMilli() - run.started().toEpochMilli());
        }
    }

    /** How long a run took, or has been going on. */
    public static long millis(Run run, Instant now) {
        Instant started = run.started();
        Instant ended = run.ended() == null ? now : run.ended();
        return started == null
                ? 0
                : Math.max(0, Duration.between(started, ended).toMillis());
    }

    public static String rate(long files, long millis) {
        if (millis <= 0) {
            return "–";
        }
        double rate = files * 1_000d / millis;
        return rate < 10 ? String.format(Locale.ENGLISH, "%.1f", rate) : Words.count(Math.round(rate));
    }
}
