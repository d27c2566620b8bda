package dev.tallyman.report;

import dev.tallyman.report.data.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static Csvs of(String text) throws IOException {
        var in = new StringReader(text);
        List<String> header = Csv.read(in::read);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = Csv.read(in::read); !row.isEmpty(); row = Csv.read(in::read)) {
            rows.add(row);
        }
        return new Csvs(header, rows);
    }

    List<String> column(String name) {
        int at = header.indexOf(name);
        return rows.stream().map(row -> row.get(at)).toList();
    }
}
