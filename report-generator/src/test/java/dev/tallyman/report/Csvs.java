package dev.tallyman.report;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.tallyman.look.Formulas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A CSV file that a test reads. */
record Csvs(List<String> header, List<List<String>> rows) {
    static Csvs plain(Path file) throws IOException {
        return of(Files.readString(file));
    }

    static Csvs gzip(Path file) throws IOException {
        return of(text(file));
    }

    static List<String> gzipLines(Path file) throws IOException {
        return text(file).lines().toList();
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Csvs of(String text) {
        List<List<String>> records =
                CsvReader.builder().ofCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text).stream()
                        .map(record ->
                                record.getFields().stream().map(Formulas::armed).toList())
                        .toList();
        return new Csvs(records.getFirst(), records.subList(1, records.size()));
    }

    List<String> column(String name) {
        int at = header.indexOf(name);
        return rows.stream().map(row -> row.get(at)).toList();
    }
}
