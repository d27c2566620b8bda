package dev.tallyman.report.data;

import dev.tallyman.file.Category;
import io.helidon.json.JsonNull;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonString;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
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
        private static final Set<String> WANTED = Set.of(
                "id", "path", "path_bytes", "size", "state", "category", "mime", "puid", "format", "version", "sha256");

        private final Path table;
        private final Reader reader;
        private final char[] buffer = new char[1 << 16];
        private int at;
        private int end;
        private final Map<String, Integer> columns = new HashMap<>();
        private final BitSet wanted = new BitSet();

        private Rows(Path table) throws IOException {
            this.table = table;
            InputStream bytes = Files.newInputStream(table);
            try {
                reader = new InputStreamReader(new GZIPInputStream(bytes, 1 << 16), StandardCharsets.UTF_8);
            } catch (IOException e) {
                bytes.close();
                throw new Damaged(table, e);
            }
            List<String> header = record(_ -> true);
            for (int i = 0; i < header.size(); i++) {
                wanted.set(i, WANTED.contains(header.get(i)));
                columns.put(header.get(i), i);
            }
        }

        private List<String> record(IntPredicate which) throws IOException {
            try {
                return Csv.read(this::read, which);
            } catch (IOException e) {
                throw new Damaged(table, e);
            }
        }

        private int read() throws IOException {
            if (at == end) {
                end = reader.read(buffer, 0, buffer.length);
                at = 0;
                if (end <= 0) {
                    end = 0;
                    return -1;
                }
            }
            return buffer[at++];
        }

        /** The next file; null after the last. */
        public @Nullable Row next() throws IOException {
            List<String> record = record(wanted::get);
            if (record.isEmpty()) {
                return null;
            }
            try {
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
            } catch (NumberFormatException e) {
                throw new Damaged(table, e);
            }
        }

        private String text(List<String> record, String column) {
            Integer index = columns.get(column);
            return index == null || index >= record.size() ? "" : record.get(index);
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
