package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.DataFile;
import dev.tallyman.report.data.ReportOutput;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report's numbers for programs, under the names that the HTTP API uses. */
public final class SummaryFile {
    private SummaryFile() {}

    public static void write(ReportOutput output, ReportModel model) throws IOException {
        Files.write(output.data("summary.json"), (json(model) + "\n").getBytes(StandardCharsets.UTF_8));
        DataFile<Line> csv = output.csv("summary", Line.COLUMNS);
        for (Line line : lines(model)) {
            csv.write(line);
        }
        csv.close();
    }

    private record Line(String name, long value) {
        static final List<Column<Line>> COLUMNS =
                List.of(Column.of("name", l -> l.name()), Column.of("value", l -> l.value()));
    }

    private static List<Line> lines(ReportModel model) {
        Totals t = model.totals();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("files", t.files()));
        lines.add(new Line("bytes", t.bytes()));
        lines.add(new Line("processed", t.processed()));
        lines.add(new Line("images", t.of(Category.IMAGE).files()));
        lines.add(new Line("documents", t.of(Category.DOCUMENT).files()));
        lines.add(new Line("text", t.of(Category.TEXT).files()));
        lines.add(new Line("backlog", t.backlog().files()));
        lines.add(new Line("mismatches", t.mismatches().files()));
        lines.add(new Line("risky", t.risky().files()));
        lines.addAll(counted(model));
        return lines;
    }

    // What the report alone has counted: the same in both files.
    private static List<Line> counted(ReportModel model) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("formats", model.listings().formats().total()));
        lines.add(new Line("contents", model.differentContents()));
        lines.add(new Line("duplicate_groups", model.duplicates().groups()));
        lines.add(new Line("duplicate_files", model.duplicates().copies()));
        lines.add(new Line("duplicate_bytes", model.duplicates().wasted()));
        lines.add(new Line("unidentified", model.scan().unidentified().total()));
        lines.add(new Line("by_name", model.scan().list(FileList.BY_NAME).total()));
        lines.add(new Line("empty", model.scan().list(FileList.EMPTY).total()));
        lines.add(new Line("skipped", model.left()));
        return lines;
    }

    private static JsonValue json(ReportModel model) {
        JsonObject.Builder json = model.totals().json();
        for (Line line : counted(model)) {
            json.set(line.name(), line.value());
        }
        json.set("report", report(model));
        return json.build();
    }

    private static JsonValue report(ReportModel model) {
        Run run = model.origin().run();
        JsonObject.Builder report = JsonObject.builder();
        report.set("run", run.id());
        report.set("number", run.number());
        report.set("snapshot", model.head().at().toString());
        report.set("fingerprint", model.origin().fingerprint());
        report.set("trigger", run.trigger().label());
        model.origin().previous().ifPresent(p -> {
            report.set("previous_run", p.run());
            report.set("previous_number", p.number());
        });
        model.scan().changes().ifPresent(found -> {
            JsonObject.Builder changes = JsonObject.builder();
            for (Change.Kind kind : Change.Kind.values()) {
                changes.set(kind.label(), found.total(kind));
            }
            report.set("changes", changes.build());
        });
        set(report, "name", run.name());
        Run.Provenance where = run.provenance();
        set(report, "job", where.job());
        set(report, "pod", where.pod());
        set(report, "node", where.node());
        set(report, "image", where.image());
        set(report, "revision", where.revision());
        set(report, "rules", where.rules());
        return report.build();
    }

    private static void set(JsonObject.Builder json, String name, @Nullable String value) {
        if (value == null) {
            json.setNull(name);
        } else {
            json.set(name, value);
        }
    }
}
