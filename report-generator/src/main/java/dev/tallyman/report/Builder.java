package dev.tallyman.report;

import dev.tallyman.index.Category;
import dev.tallyman.index.ReportData;
import dev.tallyman.index.ReportDataSums.Counted;
import dev.tallyman.index.ReportDataSums.Duplicate;
import dev.tallyman.index.ReportDataSums.Format;
import dev.tallyman.index.Run;
import dev.tallyman.index.State;
import dev.tallyman.index.StoredFile;
import dev.tallyman.index.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns one state of the index into the data files and list pages of a report. */
final class Builder {
    private static final int SOME_COPIES = 3;
    private static final int SWEEPS = 8;
    private static final int RUNS = 20;
    private static final long TOLD_EVERY = 100_000;

    private final ReportData data;
    private final Site site;
    private final Volume volume;
    private final Progress progress;

    /** Hears how far it is, and ends it by throwing. */
    interface Progress {
        void at(long files);
    }

    Builder(ReportData data, Site site, Volume volume, Progress progress) {
        this.data = data;
        this.site = site;
        this.volume = volume;
        this.progress = progress;
    }

    Findings build(ReportHead head, Run run, String fingerprint, Optional<Previous> previous)
            throws IOException {
        progress.at(0);
        List<Format> frequent = new ArrayList<>();
        var sums = data.sums();
        var formats = formats(frequent);
        var extensions = new Table<>(site, Tables.EXTENSIONS);
        sums.extensions(extensions::add);
        var folders = new Table<>(site, Tables.FOLDERS);
        sums.folders(folders::add);
        var reasons = new Table<>(site, Tables.REASONS);
        sums.reasons(reasons::add);
        var pairs = new Table<>(site, Tables.PAIRS);
        sums.mismatches(pairs::add);
        List<Run> sweeps = data.workingSweeps(SWEEPS);
        Pass.Seen seen = walk(frequent, sweeps.stream().findFirst(), previous);
        Map<Category, String> categoryPages = categoryPages(seen);
        formatPages(frequent, seen);
        var newest = new Table<>(site, Tables.NEWEST);
        data.newest(Table.LISTED, newest::add);
        var largest = new Table<>(site, Tables.LARGEST);
        data.largest(Table.LISTED, largest::add);
        return new Findings(
                head,
                run,
                fingerprint,
                data.totals(),
                volume.space(),
                previous,
                seen,
                formats,
                extensions.close(),
                folders.close(),
                reasons.close(),
                pairs.close(),
                duplicates(),
                sums.duplicates(),
                sums.contents(),
                newest.closeWithPage(),
                largest.close(),
                inState(State.TRASHED, Tables.TRASHED),
                inState(State.MISSING, Tables.MISSING),
                categoryPages,
                policies(),
                sweeps.stream()
                        .map(s -> new Findings.SweepTimes(s, sums.timesOfRun(s.id())))
                        .toList(),
                data.runs(RUNS),
                data.runs(Run.Kind.HOUSEKEEPING, RUNS).stream()
                        .filter(r -> r.status() == Run.Status.DONE)
                        .findFirst(),
                SkippedJson.of(data.runs(Run.Kind.SWEEP, RUNS)));
    }

    private Pass.Seen walk(List<Format> frequent, Optional<Run> sweep, Optional<Previous> previous)
            throws IOException {
        try (Changes changes =
                previous.isEmpty() ? null : new Changes(site, data, previous.get())) {
            Pass pass = new Pass(site, volume, frequent, sweep, changes);
            long[] count = {0};
            data.files(
                    file -> {
                        pass.add(file);
                        if (++count[0] % TOLD_EVERY == 0) {
                            progress.at(count[0]);
                        }
                    });
            return pass.finish();
        }
    }

    private Table.Head<Findings.FormatRow> formats(List<Format> frequent) throws IOException {
        var table = new Table<>(site, Tables.FORMATS);
        data.sums()
                .formats(
                        counted -> {
                            boolean listed = frequent.size() < Pass.LISTED_FORMATS;
                            if (listed) {
                                frequent.add(counted.what());
                            }
                            table.add(
                                    new Findings.FormatRow(
                                            counted, listed ? formatPage(frequent.size()) : null));
                        });
        return table.close();
    }

    private static String formatPage(int rank) {
        return "format-" + rank;
    }

    private void formatPages(List<Format> frequent, Pass.Seen seen) throws IOException {
        for (int i = 0; i < frequent.size(); i++) {
            Format format = frequent.get(i);
            NewestIds ids = Objects.requireNonNull(seen.formats().get(format));
            page(Tables.newest(formatPage(i + 1), Shown.format(format), ids), ids);
        }
    }

    private Map<Category, String> categoryPages(Pass.Seen seen) throws IOException {
        Map<Category, String> pages = new EnumMap<>(Category.class);
        for (Map.Entry<Category, NewestIds> entry : seen.categories().entrySet()) {
            NewestIds ids = entry.getValue();
            if (ids.count() > 0) {
                String label = entry.getKey().label();
                String page =
                        page(Tables.newest("category-" + label, "Category " + label, ids), ids);
                pages.put(entry.getKey(), Objects.requireNonNull(page));
            }
        }
        return pages;
    }

    private @Nullable String page(Table.Spec<StoredFile> spec, NewestIds ids) throws IOException {
        var table = new Table<>(site, spec);
        for (long id : ids.newest()) {
            Optional<StoredFile> file = data.file(id);
            if (file.isPresent()) {
                table.add(file.get());
            }
        }
        return table.close().page();
    }

    private Table.Head<StoredFile> inState(State state, Table.Spec<StoredFile> spec)
            throws IOException {
        var table = new Table<>(site, spec);
        data.files(state, table::add);
        return table.close();
    }

    private Table.Head<Findings.DuplicateGroup> duplicates() throws IOException {
        var table = new Table<>(site, Tables.DUPLICATES);
        var files = new DataFiles<>(site, "duplicates", Tables.COPIES);
        data.sums()
                .duplicates(
                        group -> {
                            List<StoredFile> some = new ArrayList<>();
                            data.sums()
                                    .copies(
                                            group.sha256(),
                                            file -> {
                                                files.write(new Tables.Copy(group, file));
                                                if (some.size() < SOME_COPIES) {
                                                    some.add(file);
                                                }
                                            });
                            table.add(group(group, some));
                        });
        files.close();
        return table.close();
    }

    private static Findings.DuplicateGroup group(Duplicate group, List<StoredFile> some) {
        return new Findings.DuplicateGroup(
                group.sha256(), group.size(), group.copies(), List.copyOf(some));
    }

    private List<Findings.PolicyTimes> policies() {
        return data.sums().policies().stream()
                .map(
                        policy ->
                                new Findings.PolicyTimes(
                                        policy,
                                        data.sums().timesOfPolicy(policy),
                                        data.sums().workOfPolicy(policy)))
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
}
