package dev.tallyman.report;

import dev.tallyman.index.Category;
import dev.tallyman.index.ReportData;
import dev.tallyman.index.ReportDataSums.Counted;
import dev.tallyman.index.ReportDataSums.Duplicate;
import dev.tallyman.index.ReportDataSums.Duplicates;
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
    private static final int LISTED_FORMATS = 100;
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

    Findings build(ReportHead head, Run run, String fingerprint, Optional<Previous> previous) throws IOException {
        progress.at(0);
        var sums = data.sums();
        var reasons = new Table<>(site, Tables.REASONS);
        sums.reasons(reasons::add);
        var pairs = new Table<>(site, Tables.PAIRS);
        sums.mismatches(pairs::add);
        List<Run> sweeps = data.workingSweeps(SWEEPS);
        Pass.Seen seen = walk(sweeps.stream().findFirst(), previous);
        var extensions = new Table<>(site, Tables.EXTENSIONS);
        seen.extensions().each(Tables.BY_FILES, extensions::add, sums::extensions);
        var folders = new Table<>(site, Tables.FOLDERS);
        seen.folders().each(Tables.BY_BYTES, folders::add, sums::folders);
        long[] all = new long[3];
        Table.Head<Findings.DuplicateGroup> duplicates = duplicates(all);
        Map<Category, String> categoryPages = categoryPages(seen);
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
                formats(seen),
                extensions.close(),
                folders.close(),
                reasons.close(),
                pairs.close(),
                duplicates,
                new Duplicates(all[0], all[1], all[2]),
                seen.hashed() - all[1] - Math.max(0, seen.hashedEmpty() - 1),
                newest.closeWithPage(),
                largest.close(),
                inState(State.TRASHED, Tables.TRASHED),
                inState(State.MISSING, Tables.MISSING),
                categoryPages,
                policies(),
                sweeps.stream()
                        .map(s -> new Findings.SweepTimes(s, data.times().ofRun(s.id())))
                        .toList(),
                data.runs(RUNS + 1).stream()
                        .filter(r -> r.id() != run.id())
                        .limit(RUNS)
                        .toList(),
                data.runs(Run.Kind.HOUSEKEEPING, RUNS).stream()
                        .filter(r -> r.status() == Run.Status.DONE)
                        .findFirst(),
                SkippedJson.of(data.runs(Run.Kind.SWEEP, RUNS)));
    }

    private Pass.Seen walk(Optional<Run> sweep, Optional<Previous> previous) throws IOException {
        try (Changes changes = previous.isEmpty() ? null : new Changes(site, data, previous.get());
                Pass pass = new Pass(site, volume, sweep, changes)) {
            long[] count = {0};
            data.files(file -> {
                site.goOn();
                pass.add(file);
                if (++count[0] % TOLD_EVERY == 0) {
                    progress.at(count[0]);
                }
            });
            return pass.finish();
        }
    }

    private Table.Head<Findings.FormatRow> formats(Pass.Seen seen) throws IOException {
        var table = new Table<>(site, Tables.FORMATS);
        int[] rank = {0};
        seen.formats()
                .each(
                        Tables.BY_FILES_OF_FORMAT,
                        counted -> table.add(format(counted, ++rank[0], seen)),
                        data.sums()::formats);
        return table.close();
    }

    private Findings.FormatRow format(Counted<Format> counted, int rank, Pass.Seen seen) throws IOException {
        NewestIds ids = seen.newestOfFormat().get(counted.what());
        if (rank > LISTED_FORMATS || ids == null) {
            return new Findings.FormatRow(counted, null);
        }
        String name = "format-" + rank;
        page(Tables.newest(name, Shown.format(counted.what()), ids), ids);
        return new Findings.FormatRow(counted, name);
    }

    private Map<Category, String> categoryPages(Pass.Seen seen) throws IOException {
        Map<Category, String> pages = new EnumMap<>(Category.class);
        for (Map.Entry<Category, NewestIds> entry : seen.categories().entrySet()) {
            NewestIds ids = entry.getValue();
            if (ids.count() > 0) {
                String label = entry.getKey().label();
                String page = page(Tables.newest("category-" + label, "Category " + label, ids), ids);
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

    private Table.Head<StoredFile> inState(State state, Table.Spec<StoredFile> spec) throws IOException {
        var table = new Table<>(site, spec);
        data.files(state, table::add);
        return table.close();
    }

    /** Adds up groups, extra copies and wasted bytes on the way. */
    private Table.Head<Findings.DuplicateGroup> duplicates(long[] all) throws IOException {
        var table = new Table<>(site, Tables.DUPLICATES);
        var files = new DataFiles<>(site, "duplicates", Tables.COPIES);
        data.sums().duplicates(group -> {
            List<StoredFile> some = new ArrayList<>();
            data.sums().copies(group.sha256(), file -> {
                files.write(new Tables.Copy(group, file));
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

    private static Findings.DuplicateGroup group(Duplicate group, List<StoredFile> some) {
        return new Findings.DuplicateGroup(group.sha256(), group.size(), group.copies(), List.copyOf(some));
    }

    private List<Findings.PolicyTimes> policies() {
        return data.times().policies().stream()
                .map(policy -> new Findings.PolicyTimes(
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
}
