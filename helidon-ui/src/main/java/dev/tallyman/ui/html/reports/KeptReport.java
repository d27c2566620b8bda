package dev.tallyman.ui.html.reports;

import dev.tallyman.look.Words;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A report on the volume, as its own summary tells it.
 *
 * @param folder its name under {@code reports/}
 * @param number counted from the first report of the intake on
 */
record KeptReport(Path folder, long number, Instant at, JsonObject summary) {
    private static final long SUMMARY = 1 << 20;

    /** All that can be read, the newest first. */
    static List<KeptReport> in(Path reports) throws IOException {
        List<KeptReport> kept = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(reports, "[0-9]*")) {
            for (Path folder : folders) {
                of(folder).ifPresent(kept::add);
            }
        }
        kept.sort(Comparator.comparing(KeptReport::at)
                .thenComparingLong(KeptReport::number)
                .reversed());
        return List.copyOf(kept);
    }

    private static Optional<KeptReport> of(Path folder) {
        try {
            Path file = folder.resolve("data/summary.json");
            if (Files.size(file) > SUMMARY || !Files.isRegularFile(folder.resolve("index.html"))) {
                return Optional.empty();
            }
            JsonObject summary = JsonParser.create(Files.readAllBytes(file)).readJsonObject();
            JsonObject report = summary.objectValue("report", JsonObject.empty());
            return Optional.of(new KeptReport(
                    folder,
                    report.longValue("number").orElseThrow(),
                    Instant.parse(report.stringValue("snapshot").orElseThrow()),
                    summary));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // half gone with housekeeping, or of another version
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    String url() {
        return "/reports/" + name() + "/";
    }

    long files() {
        return summary.longValue("files", 0);
    }

    long bytes() {
        return summary.longValue("bytes", 0);
    }

    /** What had changed since the report before it, as it says itself; empty where it compared with none. */
    String changes() {
        JsonObject changes =
                summary.objectValue("report", JsonObject.empty()).objectValue("changes", JsonObject.empty());
        List<String> parts = new ArrayList<>();
        part(parts, changes, "new", " new");
        part(parts, changes, "gone", " gone");
        part(parts, changes, "content", " with other bytes");
        part(parts, changes, "identified", " identified differently");
        part(parts, changes, "needs", " that need you now");
        return changes.keysAsStrings().isEmpty() ? "" : parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private static void part(List<String> parts, JsonObject changes, String name, String words) {
        long files = changes.longValue(name, 0);
        if (files > 0) {
            parts.add(Words.count(files) + words);
        }
    }
}
