package dev.tallyman.report.count;

import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.ReportDataSums.Deeds;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Who did what how often: people by what is written down of them, programs by the runs that nobody asked for. */
public final class DeedCounts {
    private static final Table.Spec<Deeds> DEEDS = Table.Spec.of(
            "deeds",
            "Who did what",
            "What is written down of people, and in grey what the schedule, an upload or a command began, the most frequent first. Many files that are moved or deleted as one are one deed. On what, and from where, is on the Activity page.",
            "deeds",
            12,
            List.of(
                    Column.of("who", d -> d.who()),
                    Column.of("program", d -> d.program()),
                    Column.of("deed", d -> d.deed()),
                    Column.of("times", d -> d.times()),
                    Column.of("since_last_report", d -> d.lately()),
                    Column.of("with_token", d -> d.withToken()),
                    Column.of("first", d -> d.first().toString()),
                    Column.of("last", d -> d.last().toString())));

    private DeedCounts() {}

    /**
     * @param since when the report before was made
     */
    static Table.Head<Deeds> of(ReportData data, ReportOutput output, Instant since) throws IOException {
        var table = new Table<>(output, DEEDS);
        data.sums().deeds(since, table::add);
        return table.close();
    }
}
