package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.ReportDataTimes.Spread;
import dev.tallyman.index.catalog.ReportDataTimes.Times;
import dev.tallyman.report.data.Column;
import dev.tallyman.report.data.ReportOutput;
import dev.tallyman.report.data.TableFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data files of the tables that are never long. */
public final class SummaryTables {
    private final ReportOutput output;
    private final ReportModel model;

    private SummaryTables(ReportOutput output, ReportModel model) {
        this.output = output;
        this.model = model;
    }

    public static void write(ReportOutput output, ReportModel model) throws IOException {
        var tables = new SummaryTables(output, model);
        tables.counts();
        tables.write("months", model.scan().received().months(), months());
        tables.write("modified", model.scan().modified().months(), months());
        tables.scheduling();
        tables.runs();
    }

    private <T> void write(String name, List<T> rows, List<Column<T>> columns) throws IOException {
        var files = new TableFiles<>(output, name, columns);
        for (T row : rows) {
            files.write(row);
        }
        files.close();
    }

    private void counts() throws IOException {
        write(
                "categories",
                List.of(Category.values()),
                List.of(
                        Column.of("category", c -> c.label()),
                        Column.of("files", c -> model.totals().of(c).files()),
                        Column.of("bytes", c -> model.totals().of(c).bytes())));
        write(
                "states",
                List.of(State.values()),
                List.of(
                        Column.of("state", s -> s.label()),
                        Column.of("files", s -> model.totals().of(s).files()),
                        Column.of("bytes", s -> model.totals().of(s).bytes())));
        write(
                "basis",
                model.scan().kinds().bases(),
                List.of(
                        Column.of("basis", b -> b.what().label()),
                        Column.of("files", b -> b.files()),
                        Column.of("bytes", b -> b.bytes())));
        write(
                "skipped",
                model.skipped(),
                List.of(
                        Column.of("kind", s -> s.kind()),
                        Column.of("count", s -> s.count()),
                        Column.of("examples", s -> String.join("\n", s.examples()))));
    }

    private static List<Column<MonthCounts.Month>> months() {
        List<Column<MonthCounts.Month>> columns = new ArrayList<>();
        columns.add(Column.of("month", m -> m.month().toString()));
        for (Category category : Category.values()) {
            columns.add(Column.of(category.label(), m -> m.of(category)));
        }
        columns.add(Column.of("no_verdict", m -> m.unread()));
        columns.add(Column.of("files", m -> m.all()));
        columns.add(Column.of("bytes", m -> m.bytes()));
        return columns;
    }

    private record Timed(
            @Nullable String policy,
            @Nullable Long sweep,
            Times times,
            @Nullable Double rate) {}

    private void scheduling() throws IOException {
        List<Timed> rows = Stream.concat(
                        model.history().policies().stream()
                                .map(p -> new Timed(
                                        p.policy(),
                                        null,
                                        p.times(),
                                        rate(p.work().files(), p.work().time().toMillis()))),
                        model.history().sweeps().stream()
                                .map(s -> new Timed(
                                        s.run().policy(),
                                        s.run().number(),
                                        s.times(),
                                        rate(
                                                s.run().counts().files(),
                                                RunHistory.millis(
                                                        s.run(), model.head().at())))))
                .toList();
        List<Column<Timed>> columns = new ArrayList<>();
        columns.add(Column.of("policy", t -> t.policy()));
        columns.add(Column.of("sweep", t -> t.sweep()));
        columns.add(Column.of("files", t -> t.times().files()));
        spread(columns, "waiting", Times::waiting);
        spread(columns, "turnaround", Times::turnaround);
        columns.add(Column.of("files_per_second", t -> t.rate()));
        write("scheduling", rows, columns);
    }

    private static @Nullable Double rate(long files, long millis) {
        return millis <= 0 ? null : Math.round(files * 10_000d / millis) / 10d;
    }

    private static void spread(List<Column<Timed>> columns, String name, Function<Times, Spread> which) {
        columns.add(
                Column.of(name + "_mean_ms", t -> which.apply(t.times()).mean().toMillis()));
        columns.add(
                Column.of(name + "_p95_ms", t -> which.apply(t.times()).p95().toMillis()));
        columns.add(
                Column.of(name + "_max_ms", t -> which.apply(t.times()).max().toMillis()));
    }

    private void runs() throws IOException {
        write(
                "runs",
                model.history().runs(),
                List.of(
                        Column.of("id", r -> r.id()),
                        Column.of("kind", r -> r.kind().label()),
                        Column.of("number", r -> r.number()),
                        Column.of("state", r -> r.status().label()),
                        Column.of("trigger", r -> r.trigger().label()),
                        Column.of("name", r -> r.name()),
                        Column.of("requested", r -> iso(r.requested())),
                        Column.of("started", r -> iso(r.started())),
                        Column.of("ended", r -> iso(r.ended())),
                        Column.of("policy", r -> r.policy()),
                        Column.of("workers", r -> number(r.workers())),
                        Column.of("job", r -> r.provenance().job()),
                        Column.of("pod", r -> r.provenance().pod()),
                        Column.of("node", r -> r.provenance().node()),
                        Column.of("image", r -> r.provenance().image()),
                        Column.of("revision", r -> r.provenance().revision()),
                        Column.of("rules", r -> r.provenance().rules()),
                        Column.of("detector", r -> r.provenance().detector()),
                        Column.of("exit", r -> number(r.exit())),
                        Column.of("found", r -> r.counts().found()),
                        Column.of("changed", r -> r.counts().changed()),
                        Column.of("missing", r -> r.counts().missing()),
                        Column.of("classified", r -> r.counts().classified()),
                        Column.of("failed", r -> r.counts().failed()),
                        Column.of("quarantined", r -> r.counts().quarantined()),
                        Column.of("bytes", r -> r.counts().bytes()),
                        Column.of("message", r -> r.message())));
    }

    private static @Nullable String iso(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable Long number(@Nullable Integer number) {
        return number == null ? null : Long.valueOf(number);
    }
}
