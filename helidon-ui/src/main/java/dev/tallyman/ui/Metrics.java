package dev.tallyman.ui;

import dev.tallyman.index.Index;
import dev.tallyman.index.Runs;
import dev.tallyman.index.Totals;
import dev.tallyman.index.Volume;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers in the text format of Prometheus.
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
final class Metrics {
    private final Index index;
    private final Meters meters;

    Metrics(Index index, Meters meters) {
        this.index = index;
        this.meters = meters;
    }

    String text() {
        var text = new StringBuilder();
        Totals totals = index.catalog().totals();
        Map<String, Number> files = new LinkedHashMap<>();
        Map<String, Number> bytes = new LinkedHashMap<>();
        totals.states()
                .forEach(
                        (state, count) -> {
                            files.put(label("state", state.label()), count.files());
                            bytes.put(label("state", state.label()), count.bytes());
                        });
        Map<String, Number> categories = new LinkedHashMap<>();
        totals.categories()
                .forEach(
                        (category, count) ->
                                categories.put(label("category", category.label()), count.files()));
        family(text, "files", "gauge", "Files by state.", files);
        family(text, "file_bytes", "gauge", "Bytes of files by state.", bytes);
        family(text, "category_files", "gauge", "Present files by category.", categories);
        one(text, "backlog_files", "gauge", "Files without a verdict.", totals.backlog().files());
        one(text, "backlog_bytes", "gauge", "Bytes without a verdict.", totals.backlog().bytes());
        runs(text);
        process(text);
        volume(text);
        return text.toString();
    }

    private void runs(StringBuilder text) {
        Map<String, Number> runs = new LinkedHashMap<>();
        for (Runs.Tally tally : index.runs().tally()) {
            runs.put(
                    "{kind=\""
                            + tally.kind().label()
                            + "\",state=\""
                            + tally.status().label()
                            + "\"}",
                    tally.runs());
        }
        family(text, "runs", "gauge", "Runs in the history by kind and state.", runs);
    }

    private void process(StringBuilder text) {
        one(text, "uploads_total", "counter", "Files taken in since the start.", meters.uploads());
        one(
                text,
                "uploaded_bytes_total",
                "counter",
                "Bytes taken in since the start.",
                meters.uploadedBytes());
        one(
                text,
                "uploads_refused_total",
                "counter",
                "Uploads refused since the start.",
                meters.refusals());
        one(
                text,
                "heap_used_bytes",
                "gauge",
                "Heap in use.",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        one(
                text,
                "start_time_seconds",
                "gauge",
                "When this process started.",
                ManagementFactory.getRuntimeMXBean().getStartTime() / 1000);
    }

    private void volume(StringBuilder text) {
        Volume.Space space = index.volume().space();
        one(text, "volume_free_bytes", "gauge", "Free bytes of the volume.", space.free());
        one(text, "volume_bytes", "gauge", "Size of the volume.", space.total());
        Long inodes = space.freeInodes();
        if (inodes != null) {
            one(text, "volume_free_inodes", "gauge", "Free inodes of the volume.", inodes);
        }
    }

    private static String label(String name, String value) {
        return "{" + name + "=\"" + value + "\"}";
    }

    private static void one(
            StringBuilder text, String name, String type, String help, Number value) {
        family(text, name, type, help, Map.of("", value));
    }

    private static void family(
            StringBuilder text, String name, String type, String help, Map<String, Number> values) {
        String full = "tallyman_" + name;
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(full, help, full, type));
        values.forEach((labels, value) -> text.append("%s%s %s\n".formatted(full, labels, value)));
    }
}
