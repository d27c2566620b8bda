package dev.tallyman.ui.html.reports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tallyman.look.Formulas;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** All files of a report on the volume, one by one in the order of their ids. */
final class ReportTableReader implements Closeable {
    /** A file as it was then; empty texts for what was not known. */
    record ReportedFile(long id, String path, long size, String state, String category, String format, String sha256) {}

    private final CsvReader<NamedCsvRecord> reader;
    private final Iterator<NamedCsvRecord> rows;

    ReportTableReader(KeptReport report) throws IOException {
        InputStream bytes = Files.newInputStream(table(report));
        try {
            reader = CsvReader.builder()
                    .detectBomHeader(true)
                    .ofNamedCsvRecord(
                            new InputStreamReader(new GZIPInputStream(bytes, 1 << 16), StandardCharsets.UTF_8));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
        rows = reader.iterator();
    }

    static boolean isIn(KeptReport report) {
        return Files.isRegularFile(table(report));
    }

    private static Path table(KeptReport report) {
        return report.folder().resolve("data/files.csv.gz");
    }

    /** Null after the last. */
    @Nullable
    ReportedFile next() {
        return rows.hasNext() ? file(rows.next()) : null;
    }

    private static ReportedFile file(NamedCsvRecord row) {
        String format = text(row, "format");
        String version = text(row, "version");
        return new ReportedFile(
                Long.parseLong(text(row, "id")),
                text(row, "path"),
                Long.parseLong(text(row, "size")),
                text(row, "state"),
                text(row, "category"),
                version.isEmpty() ? format : format + " " + version,
                text(row, "sha256"));
    }

    private static String text(NamedCsvRecord row, String column) {
        return Formulas.armed(row.findField(column).orElse(""));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
