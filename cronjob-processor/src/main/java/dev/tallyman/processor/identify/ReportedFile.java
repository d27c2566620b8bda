package dev.tallyman.processor.identify;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tallyman.look.Formulas;
import dev.tallyman.volume.disk.FilePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What a report's {@code files.csv.gz} says about one file. */
public record ReportedFile(
        FilePath path,
        long size,
        String state,
        @Nullable String category,
        @Nullable String mime,
        @Nullable String puid,
        @Nullable String format) {
    private static final List<String> NEEDED = List.of("path", "size", "state", "category", "mime");

    /** Takes files one by one. */
    public interface Taking {
        void take(ReportedFile file) throws IOException;
    }

    /** The table is not one of a report; the message says which and why. */
    public static final class NoReport extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoReport(Path file, String why, @Nullable Throwable cause) {
            super(file + " is no files.csv.gz of a report: " + why, cause);
        }
    }

    /** Reads a table, packed or not, one file after another. */
    public static void each(Path table, Taking taking) throws IOException {
        try (InputStream in = open(table);
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(in)) {
            for (NamedCsvRecord row : rows) {
                taking.take(of(table, row));
            }
        } catch (CsvParseException e) {
            throw new NoReport(table, String.valueOf(e.getMessage()), e);
        }
    }

    private static InputStream open(Path table) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(table));
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in) : in;
    }

    private static ReportedFile of(Path table, NamedCsvRecord row) {
        for (String column : NEEDED) {
            if (row.findField(column).isEmpty()) {
                throw new NoReport(
                        table, "line " + row.getStartingLineNumber() + " has no column “" + column + "”", null);
            }
        }
        try {
            byte[] bytes = text(row, "path_bytes")
                    .map(Base64.getDecoder()::decode)
                    .orElseGet(() -> text(row, "path").orElse("").getBytes(StandardCharsets.UTF_8));
            return new ReportedFile(
                    FilePath.known(bytes),
                    Long.parseLong(row.getField("size")),
                    row.getField("state"),
                    text(row, "category").orElse(null),
                    text(row, "mime").orElse(null),
                    text(row, "puid").orElse(null),
                    text(row, "format").orElse(null));
        } catch (IllegalArgumentException e) {
            throw new NoReport(table, "line " + row.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(NamedCsvRecord row, String column) {
        return row.findField(column).filter(text -> !text.isEmpty()).map(Formulas::armed);
    }
}
