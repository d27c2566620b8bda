package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportData;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Duplicate;
import dev.tallyman.index.catalog.ReportDataSums.Duplicates;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.index.repair.SkippedJson;
import dev.tallyman.index.runs.Run;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.PreviousReport;
import dev.tallyman.report.data.ReportHead;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import dev.tallyman.report.data.TableFiles;
import dev.tallyman.volume.Skipped;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns one state of the index into the data files and list pages of a report. */
public final class ReportModelFactory {
    private static final int SOME_COPIES = 3;
    private static final int LISTED_FORMATS = 100;
    private static final int SWEEPS = 8;
    private static final int RUNS = 20;
    private static final long TOLD_EVERY = 100_000;

    private final ReportData data;
    private final ReportOutput output;
    private final Volume volume;
    private final Progress progress;

    /** Hears how far it is, and ends it by throwing. */
    public interface Progress {
        void at(long files);
    }

    public ReportModelFactory(ReportData data, ReportOutput output, Volume volume, Progress progress) {
        this.data = data;
        this.output = output;
        this.volume = volume;
        this.progress = progress;
    }

    public ReportModel build(ReportHead head, ReportModel.Origin origin) throws IOException {
        progress.at(0);
        List<Run> sweeps = data.workingSweeps(SWEEPS);
        ScanResult scan = walk(sweeps.stream().findFirst(), origin.previous());
        long[] all = new long[3];
        ReportLists listings = listings(scan, all);
        return new ReportModel(
                head,
                origin,
                data.totals(),
                volume.space(),
                scan,
                listings,
                ContentSummary.of(data, output),
                RevisionTables.of(data, output),
                new Duplicates(all[0], all[1], all[2]),
                history(sweeps, origin.run()),
                skipped(data.runs(Run.Kind.SWEEP, RUNS)),
                DeedCounts.of(
                        data, output, origin.previous().map(PreviousReport::at).orElse(Instant.EPOCH)));
    }

    private ReportLists listings(ScanResult scan, long[] duplicates) throws IOException {
        var sums = data.sums();
        var reasons = new Table<>(output, ReportTables.REASONS);
        sums.reasons(reasons::add);
        var pairs = new Table<>(output, ReportTables.PAIRS);
        sums.mismatches(pairs::add);
        var extensions = new Table<>(output, ReportTables.EXTENSIONS);
        scan.extensions().each(ReportTables.BY_FILES, extensions::add, sums::extensions);
        var folders = new Table<>(output, ReportTables.FOLDERS);
        scan.folders().each(ReportTables.BY_BYTES, folders::add, sums::folders);
        var newest = new Table<>(output, ReportTables.NEWEST);
        data.newest(Table.LISTED, newest::add);
        var largest = new Table<>(output, ReportTables.LARGEST);
        data.largest(Table.LISTED, largest::add);
        return new ReportLists(
                formats(scan.kinds()),
                extensions.close(),
                folders.close(),
                reasons.close(),
                pairs.close(),
                duplicates(duplicates),
                newest.closeWithPage(),
                largest.close(),
                inState(State.TRASHED, ReportTables.TRASHED),
                inState(State.MISSING, ReportTables.MISSING),
                categoryPages(scan.kinds()));
    }

    private RunHistory history(List<Run> sweeps, Run own) {
        return new RunHistory(
                policies(),
                sweeps.stream()
                        .map(s -> new RunHistory.SweepTimes(s, data.times().ofRun(s.id())))
                        .toList(),
                data.runs(RUNS + 1).stream()
                        .filter(r -> r.id() != own.id())
                        .limit(RUNS)
                        .toList(),
                data.runs(Run.Kind.HOUSEKEEPING, RUNS).stream()
                        .filter(r -> r.status() == Run.Status.DONE)
                        .findFirst());
    }

    private ScanResult walk(Optional<Run> sweep, Optional<PreviousReport> previous) throws IOException {
        try (Comparison changes = previous.isEmpty() ? null : new Comparison(output, data, previous.get());
                FileScan pass = new FileScan(output, volume, sweep, changes)) {
            long[] count = {0};
            data.files(file -> {
                output.goOn();
                pass.add(file);
                if (++count[0] % TOLD_EVERY == 0) {
                    progress.at(count[0]);
                }
            });
            return pass.finish();
        }
    }

    private Table.Head<ReportLists.FormatRow> formats(ScanResult.Kinds kinds) throws IOException {
        var table = new Table<>(output, ReportTables.FORMATS);
        int[] rank = {0};
        kinds.formats()
                .each(
                        ReportTables.BY_FILES_OF_FORMAT,
                        counted -> table.add(format(counted, ++rank[0], kinds)),
                        data.sums()::formats);
        return table.close();
    }

    private ReportLists.FormatRow format(Counted<Format> counted, int rank, ScanResult.Kinds kinds) throws IOException {
        NewestIds ids = kinds.newestOfFormat().get(counted.what());
        if (rank > LISTED_FORMATS || ids == null) {
            return new ReportLists.FormatRow(counted, null);
        }
        String name = "format-" + rank;
        page(ReportTables.newest(name, ReportText.format(counted.what()), ids), ids);
        return new ReportLists.FormatRow(counted, name);
    }

    private Map<Category, String> categoryPages(ScanResult.Kinds kinds) throws IOException {
        Map<Category, String> pages = new EnumMap<>(Category.class);
        for (Map.Entry<Category, NewestIds> entry : kinds.categories().entrySet()) {
            NewestIds ids = entry.getValue();
            if (ids.count() > 0) {
                String label = entry.getKey().label();
                String page = page(ReportTables.newest("category-" + label, "Category " + label, ids), ids);
                pages.put(entry.getKey(), Objects.requireNonNull(page));
            }
        }
        return pages;
    }

    private @Nullable String page(Table.Spec<StoredFile> spec, NewestIds ids) throws IOException {
        var table = new Table<>(output, spec);
        for (long id : ids.newest()) {
            Optional<StoredFile> file = data.file(id);
            if (file.isPresent()) {
                table.add(file.get());
            }
        }
        return table.close().page();
    }

    private Table.Head<StoredFile> inState(State state, Table.Spec<StoredFile> spec) throws IOException {
        var table = new Table<>(output, spec);
        data.files(state, table::add);
        return table.close();
    }

    /** Adds up groups, extra copies and wasted bytes on the way. */
    private Table.Head<ReportLists.DuplicateGroup> duplicates(long[] all) throws IOException {
        var table = new Table<>(output, ReportTables.DUPLICATES);
        var files = new TableFiles<>(output, "duplicates", ReportTables.COPIES);
        data.sums().duplicates(group -> {
            List<StoredFile> some = new ArrayList<>();
            data.sums().copies(group.sha256(), file -> {
                files.write(new ReportTables.Copy(group, file));
                if (some.size() < SOME_COPIES) {
                    some.add(file);
                }
            });
            table.add(group(group, some));
            all[0]++;
            all[1] += group.copies() - 1;
            all[2] += group.wasted();
        });
        files.close();
        return table.close();
    }

    private static ReportLists.DuplicateGroup group(Duplicate group, List<StoredFile> some) {
        return new ReportLists.DuplicateGroup(group.sha256(), group.size(), group.copies(), List.copyOf(some));
    }

    private List<RunHistory.PolicyTimes> policies() {
        return data.times().policies().stream()
                .map(policy -> new RunHistory.PolicyTimes(
                        policy, data.times().ofPolicy(policy), data.times().workOfPolicy(policy)))
                .filter(times -> times.times().files() > 0)
                .toList();
    }

    /** One column of a table of counts. */
    static <K> List<Column<Counted<K>>> counts(List<Column<K>> what) {
        List<Column<Counted<K>>> columns = new ArrayList<>();
        for (Column<K> column : what) {
            columns.add(Column.of(column.name(), c -> column.value().apply(c.what())));
        }
        columns.add(Column.of("files", c -> c.files()));
        columns.add(Column.of("bytes", c -> c.bytes()));
        return List.copyOf(columns);
    }

    // From the newest sweep that noted any.
    private static List<Skipped> skipped(List<Run> sweeps) {
        return sweeps.stream()
                .flatMap(sweep -> Stream.ofNullable(sweep.skipped()))
                .findFirst()
                .map(SkippedJson::read)
                .orElse(List.of());
    }
}
