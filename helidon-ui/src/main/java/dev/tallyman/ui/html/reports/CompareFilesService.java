package dev.tallyman.ui.html.reports;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.tallyman.look.Formulas;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.html.reports.CompareFilesPage.Group;
import dev.tallyman.ui.html.reports.CompareFilesPage.Row;
import dev.tallyman.ui.html.reports.FileDifference.Kind;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.budget.Gate;
import dev.tallyman.volume.Volume;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Compares two reports file by file: the first on a page, all of them in a file. */
public final class CompareFilesService implements HttpService {
    private static final int SHOWN = 100;
    private static final String PAGE = "/past-reports/compare/files";

    // Each reads both reports whole.
    private final Gate gate = new Gate("comparisons of reports", 1, 8, Duration.ofSeconds(20));
    private final Volume volume;
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();

    public CompareFilesService(Volume volume, FrameFactory frames) {
        this.volume = volume;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(PAGE, this::page).get(PAGE + ".csv", this::table);
    }

    private void page(ServerRequest request, ServerResponse response) throws IOException {
        ReportPair pair = ReportPair.of(volume.reports(), request.query());
        Map<Kind, List<Row>> rows = new EnumMap<>(Kind.class);
        Map<Kind, Long> found = new EnumMap<>(Kind.class);
        try (Gate.Place _ = gate.enter()) {
            FileDifference.each(pair, each -> {
                List<Row> some = rows.computeIfAbsent(each.kind(), _ -> new ArrayList<>());
                if (some.size() < SHOWN) {
                    some.add(row(each));
                }
                found.merge(each.kind(), 1L, Long::sum);
            });
        } catch (IOException e) {
            throw Problem.notFound("One of these reports has no list of its files any more that can be read: "
                    + e.getMessage() + ". Choose two on /past-reports.");
        }
        html.send(
                response,
                "reports/compare-files.jte",
                new CompareFilesPage(
                        frames.frame("Reports compared", Frame.Tab.REPORTS),
                        lead(found),
                        PastReportsService.side(pair.before()),
                        PastReportsService.side(pair.after()),
                        Stream.of(Kind.values())
                                .map(kind ->
                                        group(kind, rows.getOrDefault(kind, List.of()), found.getOrDefault(kind, 0L)))
                                .toList(),
                        pair.url("/past-reports/compare"),
                        pair.url(PAGE + ".csv")));
    }

    private static Row row(FileDifference each) {
        return new Row(
                Name.of(each.file().path()),
                each.kind() == Kind.WENT ? null : "/files/" + each.file().id(),
                each.what());
    }

    private static Group group(Kind kind, List<Row> rows, long found) {
        String note = found > rows.size()
                ? "The first " + Words.count(rows.size()) + " of " + Words.count(found) + ", all in files.csv."
                : "";
        return new Group(kind.title().toLowerCase(Locale.ROOT), kind.title(), List.copyOf(rows), note);
    }

    private static String lead(Map<Kind, Long> found) {
        if (found.isEmpty()) {
            return "Both reports tell the same of every file.";
        }
        return "%s came, %s went, %s changed."
                .formatted(
                        Words.files(found.getOrDefault(Kind.CAME, 0L)),
                        Words.count(found.getOrDefault(Kind.WENT, 0L)),
                        Words.count(found.getOrDefault(Kind.CHANGED, 0L)));
    }

    private void table(ServerRequest request, ServerResponse response) throws IOException {
        ReportPair pair = ReportPair.of(volume.reports(), request.query());
        if (!ReportTableReader.isIn(pair.before()) || !ReportTableReader.isIn(pair.after())) {
            throw Problem.notFound(
                    "One of these reports has no list of its files any more. Choose two on /past-reports.");
        }
        try (Gate.Place _ = gate.enter()) {
            response.header(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8")
                    .header(
                            HeaderNames.CONTENT_DISPOSITION,
                            "attachment; filename=\"files-%s-%s.csv\""
                                    .formatted(
                                            pair.before().name(), pair.after().name()));
            try (var out = new OutputStreamWriter(response.outputStream(), StandardCharsets.UTF_8);
                    CsvWriter csv = CsvWriter.builder().build(out)) {
                out.write('\ufeff'); // or Excel takes it for Latin
                csv.writeRecord("happened", "id", "path", "size", "what");
                FileDifference.each(
                        pair,
                        each -> csv.writeRecord(
                                each.kind().title(),
                                String.valueOf(each.file().id()),
                                Formulas.disarmed(each.file().path()),
                                String.valueOf(each.file().size()),
                                Formulas.disarmed(each.what())));
            }
        }
    }
}
