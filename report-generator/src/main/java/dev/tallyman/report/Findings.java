package dev.tallyman.report;

import dev.tallyman.index.Category;
import dev.tallyman.index.ReportDataSums.Counted;
import dev.tallyman.index.ReportDataSums.Duplicates;
import dev.tallyman.index.ReportDataSums.Format;
import dev.tallyman.index.ReportDataSums.Pair;
import dev.tallyman.index.ReportDataSums.Reason;
import dev.tallyman.index.ReportDataTimes.Times;
import dev.tallyman.index.ReportDataTimes.Work;
import dev.tallyman.index.Run;
import dev.tallyman.index.StoredFile;
import dev.tallyman.index.Totals;
import dev.tallyman.index.Volume;
import dev.tallyman.look.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that a report found out about one state of the index: what its first page is made of. */
public record Findings(
        ReportHead head,
        Run run,
        String fingerprint,
        Totals totals,
        Volume.Space space,
        Optional<Previous> previous,
        Pass.Seen seen,
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
            return Findings.rate(work.files(), work.time().toMillis());
        }
    }

    /** How one sweep did. */
    public record SweepTimes(Run run, Times times) {
        public String rate() {
            return run.started() == null || run.ended() == null
                    ? "–"
                    : Findings.rate(
                            run.counts().files(),
                            run.ended().toEpochMilli() - run.started().toEpochMilli());
        }
    }

    /** What the last sweep found on the volume that is not a file. */
    public record Skipped(String kind, long count, List<String> examples) {}

    public static String rate(long files, long millis) {
        if (millis <= 0) {
            return "–";
        }
        double rate = files * 1_000d / millis;
        return rate < 10 ? String.format(Locale.ENGLISH, "%.1f", rate) : Words.count(Math.round(rate));
    }
}
