package dev.tallyman.ui.html.reports;

import dev.tallyman.file.Category;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.reports.ComparePage.Row;
import io.helidon.json.JsonArray;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Two reports side by side, by their own data files.
 *
 * @param formats those whose number of files differs, the greatest difference first
 * @param note what of the formats is not shown; empty for nothing
 */
record ReportDifference(List<Row> numbers, List<Row> categories, List<Row> formats, String note) {
    private static final long FORMATS = 2 << 20;
    private static final int SHOWN = 200;

    private static final Map<String, String> NUMBERS = numberNames();

    private static Row counts(String name, long before, long after) {
        return new Row(name, Words.count(before), Words.count(after), signed(after - before, Words::count));
    }

    private static Row sizes(String name, long before, long after) {
        return new Row(name, Words.size(before), Words.size(after), signed(after - before, Words::size));
    }

    private static String signed(long difference, LongFunction<String> words) {
        return difference == 0 ? "–" : (difference > 0 ? "+" : "−") + words.apply(Math.abs(difference));
    }

    private static Map<String, String> numberNames() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("files", "Files");
        names.put("processed", "Settled");
        names.put("need_you", "Need you");
        names.put("mismatches", "Wrong endings");
        names.put("risky", "With risks");
        names.put("formats", "Formats");
        names.put("unidentified", "Not identified");
        names.put("duplicate_files", "Copies of others");
        return names;
    }

    static ReportDifference of(KeptReport before, KeptReport after) {
        List<Row> numbers = new ArrayList<>();
        NUMBERS.forEach((key, name) -> numbers.add(
                counts(name, before.summary().longValue(key, 0), after.summary().longValue(key, 0))));
        numbers.add(1, sizes("Bytes", before.bytes(), after.bytes()));
        numbers.add(sizes("Bytes of copies", wasted(before), wasted(after)));
        try {
            Map<String, Long> was = formats(before);
            Map<String, Long> is = formats(after);
            List<Row> formats = differing(was, is);
            int more = formats.size() - SHOWN;
            return new ReportDifference(
                    numbers,
                    categories(before, after),
                    formats.subList(0, Math.min(SHOWN, formats.size())),
                    more > 0 ? Words.count(more) + " more differ by less." : "");
        } catch (IOException | RuntimeException e) {
            return new ReportDifference(
                    numbers,
                    categories(before, after),
                    List.of(),
                    "The formats cannot be compared here; both reports have them in formats.csv.");
        }
    }

    private static long wasted(KeptReport report) {
        return report.summary().longValue("duplicate_bytes", 0);
    }

    private static List<Row> categories(KeptReport before, KeptReport after) {
        JsonObject was = before.summary().objectValue("categories", JsonObject.empty());
        JsonObject is = after.summary().objectValue("categories", JsonObject.empty());
        return Stream.of(Category.values())
                .map(Category::label)
                .filter(label -> was.longValue(label, 0) + is.longValue(label, 0) > 0)
                .map(label -> counts(label, was.longValue(label, 0), is.longValue(label, 0)))
                .toList();
    }

    private static Map<String, Long> formats(KeptReport report) throws IOException {
        Path file = report.folder().resolve("data/formats.json");
        if (Files.size(file) > FORMATS) {
            throw new IOException("too large to be compared");
        }
        JsonArray rows = JsonParser.create(Files.readAllBytes(file)).readJsonArray();
        Map<String, Long> formats = new LinkedHashMap<>();
        for (JsonValue row : rows.values()) {
            JsonObject format = row.asObject();
            formats.merge(
                    format.stringValue("format").orElse(format.stringValue("mime", "not known")),
                    format.longValue("files", 0),
                    Long::sum);
        }
        return formats;
    }

    private static List<Row> differing(Map<String, Long> was, Map<String, Long> is) {
        return Stream.concat(is.keySet().stream(), was.keySet().stream())
                .distinct()
                .filter(name -> difference(was, is, name) != 0)
                .sorted(Comparator.comparingLong((String name) -> -Math.abs(difference(was, is, name)))
                        .thenComparing(name -> name))
                .map(name -> counts(name, was.getOrDefault(name, 0L), is.getOrDefault(name, 0L)))
                .toList();
    }

    private static long difference(Map<String, Long> was, Map<String, Long> is, String name) {
        return is.getOrDefault(name, 0L) - was.getOrDefault(name, 0L);
    }
}
