package dev.tallyman.report;

import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportModelFactory;
import dev.tallyman.report.count.SummaryFile;
import dev.tallyman.report.count.SummaryTables;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportFolder;
import dev.tallyman.report.data.ReportHead;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.page.Dashboard;
import dev.tallyman.report.page.ReportRenderer;
import dev.tallyman.report.proof.ReportProof;
import dev.tallyman.report.proof.SigningKey;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes what one state of the index shows into a folder that nobody reads yet: the report of all, and those of the
 * folders at the root.
 *
 * @param wanted throws where the report is not wanted any more
 * @param bom whether CSV files begin with a byte order mark
 */
record ReportWriter(ReportData data, Volume volume, boolean bom, Runnable wanted, InstantSource clock) {
    // Each is all of the pages and tables again, if only of its part of the files.
    private static final int MOST_FOLDERS = 100;

    /** The pages and tables of what {@link #data} shows at present. */
    Totals write(Path part, ReportHead head, ReportModel.Origin origin, ReportModelFactory.Progress progress)
            throws IOException {
        Instant began = clock.instant();
        var pages = new ReportRenderer(part, head);
        var output = new ReportOutput(part, wanted, pages::list, bom);
        ReportModel model = new ReportModelFactory(data, output, volume, progress).build(head, origin);
        SummaryTables.write(output, model);
        SummaryFile.write(output, model);
        pages.assets();
        pages.index(Dashboard.of(model, Duration.between(began, clock.instant())));
        return model.totals();
    }

    /**
     * The same of each folder at the root, within the report of all: they come, count and go with it. Each proves itself,
     * since it may be all that somebody sees.
     *
     * @param say hears of folders that get none, because there are too many
     */
    void folders(Path part, ReportHead head, ReportModel.Origin origin, SigningKey key, Consumer<String> say)
            throws IOException {
        List<FilePath> folders = data.folders(MOST_FOLDERS + 1);
        if (folders.size() > MOST_FOLDERS) {
            say.accept(
                    "Only the " + Words.count(MOST_FOLDERS) + " folders with the most files get a report of their own");
        }
        for (FilePath folder : folders.subList(0, Math.min(MOST_FOLDERS, folders.size()))) {
            Path own = ReportFolder.within(part, folder);
            var name = new ReportHead(head.intake() + "/" + folder.text(), false, head.number(), head.at());
            Optional<PreviousReport> previous = origin.previous().flatMap(report -> report.within(folder));
            var mine = new ReportModel.Origin(origin.run(), origin.fingerprint(), previous);
            data.within(
                    folder,
                    only -> new ReportWriter(only, volume, bom, wanted, clock)
                            .write(own, name, mine, _ -> wanted.run()));
            ReportProof.sign(own, key);
        }
    }
}
