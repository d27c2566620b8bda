package dev.tallyman.report.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tallyman.file.Category;
import dev.tallyman.look.Formulas;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The report before this one, as its own data files tell it. */
public record PreviousReport(
        Path folder,
        long run,
        long number,
        Instant at,
        String fingerprint,
        long files,
        long bytes,
        Map<Category, Long> categories,
        long duplicateGroups,
        long wasted,
        @Nullable String rules) {

    /** Reads a report's summary; empty where it cannot be read as one of this version. */
    public static Optional<PreviousReport> of(Path folder) {
        try {
            JsonObject summary = JsonParser.create(Files.readAllBytes(folder.resolve("data/summary.json")))
                    .readJsonObject();
            JsonObject report = summary.objectValue("report", JsonObject.empty());
            Map<Category, Long> categories = new EnumMap<>(Category.class);
            JsonObject counts = summary.objectValue("categories", JsonObject.empty());
            for (Category category : Category.values()) {
                categories.put(category, counts.longValue(category.label(), 0));
            }
            return Optional.of(new PreviousReport(
                    folder,
                    report.longValue("run").orElseThrow(),
                    report.longValue("number").orElseThrow(),
                    Instant.parse(report.stringValue("snapshot").orElseThrow()),
                    report.stringValue("fingerprint", ""),
                    summary.longValue("files", 0),
                    summary.longValue("bytes", 0),
                    categories,
                    summary.longValue("duplicate_groups", 0),
                    summary.longValue("duplicate_bytes", 0),
                    text(report, "rules")));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** What it had of one folder alone; empty where it had none of its own. */
    public Optional<PreviousReport> within(FilePath only) {
        return of(ReportFolder.of(only, folder)).filter(PreviousReport::comparable);
    }

    /** Whether another report can be compared with it. */
    public boolean comparable() {
        return complete() && files > 0;
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.value(name, JsonNull.instance()) instanceof JsonString text ? text.value() : null;
    }

    /** Its data files cannot be read any more. */
    public static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        public Damaged(Path table, Throwable cause) {
            super("The previous report’s files cannot be read (" + table.getFileName() + ")", cause);
        }
    }

    /** True where the report itself is still whole. */
    public boolean complete() {
        return Files.isRegularFile(folder.resolve("index.html")) && Files.isRegularFile(table());
    }

    private Path table() {
        return folder.resolve("data/files.csv.gz");
    }

    /** Its files in the order of ids. The caller closes it. */
    public Rows rows() throws IOException {
        return new Rows(table());
    }

    /** One file as it was then; empty texts for what was not known. */
    public record Row(
            long id,
            String path,
            String pathBytes,
            long size,
            String state,
            String category,
            String mime,
            String puid,
            String format,
            String version,
            String sha256) {}

    /** Streams the files of a report. */
    public static final class Rows implements Closeable {
        private final Path table;
        private final CsvReader<NamedCsvRecord> reader;
        private final Iterator<NamedCsvRecord> records;

        private Rows(Path table) throws IOException {
            this.table = table;
            InputStream bytes = Files.newInputStream(table);
            try {
                reader = CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(new GZIPInputStream(bytes, 1 << 16), StandardCharsets.UTF_8));
            } catch (IOException e) {
                bytes.close();
                throw new Damaged(table, e);
            }
            records = reader.iterator();
        }

        /** The next file; null after the last. */
        public @Nullable Row next() throws IOException {
            try {
                return records.hasNext() ? row(records.next()) : null;
            } catch (CsvParseException | UncheckedIOException | NumberFormatException e) {
                throw new Damaged(table, e);
            }
        }

        private static Row row(NamedCsvRecord record) {
            return new Row(
                    Long.parseLong(text(record, "id")),
                    text(record, "path"),
                    text(record, "path_bytes"),
                    Long.parseLong(text(record, "size")),
                    text(record, "state"),
                    text(record, "category"),
                    text(record, "mime"),
                    text(record, "puid"),
                    text(record, "format"),
                    text(record, "version"),
                    text(record, "sha256"));
        }

        private static String text(NamedCsvRecord record, String column) {
            return Formulas.armed(record.findField(column).orElse(""));
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
