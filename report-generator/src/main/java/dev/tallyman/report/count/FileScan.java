package dev.tallyman.report.count;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.ReportDataSums.Format;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Gantt;
import dev.tallyman.report.data.BackgroundWriter;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.DataFile;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.Table;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one walk along all present files: it writes them to the data files, sorts them into lists,
 * and counts what can be counted in little memory.
 */
public final class FileScan implements AutoCloseable {
    private static final int NEWEST = 1_000;
    private static final int NEWEST_OF_FORMAT = 200;
    private static final int FORMATS = 2_000;
    private static final int FIRST_BYTES = 12;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final Volume volume;
    private final BackgroundWriter<StoredFile> csv;
    private final BackgroundWriter<StoredFile> lines;
    private final @Nullable Comparison changes;
    private final @Nullable Gantt gantt;
    private final Map<FileList, Table<StoredFile>> lists = new EnumMap<>(FileList.class);
    private final Table<Unidentified> unidentified;
    private final Map<Category, NewestIds> categories = new EnumMap<>(Category.class);
    private final Map<Format, NewestIds> newestOfFormat = new HashMap<>();
    private final Counter<Format> formats = new Counter<>();
    private final Counter<String> extensions = new Counter<>();
    private final Counter<String> folders = new Counter<>();
    private long hashed;
    private long hashedEmpty;
    private final Map<Basis, Counted<Basis>> bases = new EnumMap<>(Basis.class);
    private final MonthCounts received = new MonthCounts();
    private final MonthCounts modified = new MonthCounts();

    /**
     * A file that nothing told the format of.
     *
     * @param firstBytes how it begins, in hex, for people who recognise formats by it
     */
    public record Unidentified(StoredFile file, String firstBytes) {
        static final List<Column<Unidentified>> COLUMNS = columns();

        private static List<Column<Unidentified>> columns() {
            List<Column<Unidentified>> columns = new ArrayList<>();
            for (Column<StoredFile> column : Column.OF_LISTS) {
                columns.add(Column.of(column.name(), u -> column.value().apply(u.file())));
            }
            columns.add(Column.of("first_bytes", Unidentified::firstBytes));
            return List.copyOf(columns);
        }
    }

    /**
     * @param sweep the last sweep that did work, to be drawn
     */
    FileScan(ReportOutput output, Volume volume, Optional<Run> sweep, @Nullable Comparison changes) throws IOException {
        this.volume = volume;
        this.csv = new BackgroundWriter<>(
                new DataFile.OfCsv<>(DataFile.openGzip(output.data("files.csv.gz")), Column.OF_FILES), "csv");
        this.lines = new BackgroundWriter<>(
                new DataFile.OfLines<>(DataFile.openGzip(output.data("files.jsonl.gz")), Column.OF_LINES), "jsonl");
        this.changes = changes;
        this.gantt = sweep.map(run -> new Gantt(run, Objects.requireNonNull(run.ended())))
                .orElse(null);
        for (FileList list : FileList.values()) {
            lists.put(list, new Table<>(output, list.spec()));
        }
        this.unidentified = new Table<>(
                output,
                Table.Spec.of(
                        "unidentified",
                        "Not identified",
                        "Neither content nor name told what these are. The first bytes often help: files that start alike are of one format, and one rule would name them all.",
                        "unidentified",
                        5,
                        Unidentified.COLUMNS));
        for (Category category : Category.values()) {
            categories.put(category, new NewestIds(NEWEST));
        }
        for (Basis basis : Basis.values()) {
            bases.put(basis, new Counted<>(basis, 0, 0));
        }
    }

    public void add(StoredFile file) throws IOException {
        csv.write(file);
        lines.write(file);
        if (changes != null) {
            changes.add(file);
        }
        if (gantt != null) {
            gantt.add(file);
        }
        for (Map.Entry<FileList, Table<StoredFile>> list : lists.entrySet()) {
            if (list.getKey().takes(file)) {
                list.getValue().add(file);
            }
        }
        extensions.add(file.path().extension(), file.size());
        folders.add(top(file), file.size());
        if (file.sha256() != null) {
            hashed++;
            hashedEmpty += file.size() == 0 ? 1 : 0;
        }
        received.add(file.received(), file.category(), file.size());
        Instant changed = file.modified();
        if (changed != null) {
            modified.add(changed, file.category(), file.size());
        }
        Basis basis = file.basis();
        if (basis != null) {
            bases.computeIfPresent(basis, (_, c) -> new Counted<>(basis, c.files() + 1, c.bytes() + file.size()));
        }
        kind(file);
    }

    private static String top(StoredFile file) {
        byte[] top = file.path().top();
        return top.length == 0 ? "" : new String(top, StandardCharsets.UTF_8) + "/";
    }

    private void kind(StoredFile file) throws IOException {
        if (file.category().isEmpty()) {
            return;
        }
        Category category = file.category().get();
        Objects.requireNonNull(categories.get(category)).add(file.id());
        if (category == Category.UNKNOWN && file.state() == State.QUARANTINED) {
            return; // it could not be read at all, and is listed as such
        }
        if (category == Category.UNKNOWN) {
            String bytes = unidentified.lists() ? HEX.formatHex(volume.first(file, FIRST_BYTES)) : "";
            unidentified.add(new Unidentified(file, bytes));
        } else if (category != Category.EMPTY) {
            Format format = Format.of(file).orElseThrow();
            formats.add(format, file.size());
            if (newestOfFormat.size() < FORMATS || newestOfFormat.containsKey(format)) {
                newestOfFormat
                        .computeIfAbsent(format, _ -> new NewestIds(NEWEST_OF_FORMAT))
                        .add(file.id());
            }
        }
    }

    public ScanResult finish() throws IOException {
        csv.finish();
        lines.finish();
        Map<FileList, Table.Head<StoredFile>> heads = new EnumMap<>(FileList.class);
        for (Map.Entry<FileList, Table<StoredFile>> list : lists.entrySet()) {
            heads.put(list.getKey(), list.getValue().close());
        }
        return new ScanResult(
                heads,
                unidentified.close(),
                changes == null ? Optional.empty() : Optional.of(changes.finish()),
                gantt == null ? Optional.empty() : Optional.of(gantt.chart()),
                new ScanResult.Kinds(
                        categories,
                        formats,
                        newestOfFormat,
                        bases.values().stream().filter(c -> c.files() > 0).toList()),
                extensions,
                folders,
                new ScanResult.Hashed(hashed, hashedEmpty),
                received,
                modified);
    }

    /** Ends the writing, finished or not. */
    @Override
    public void close() {
        csv.close();
        lines.close();
    }
}
