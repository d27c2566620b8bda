package dev.tallyman.ui.html.files;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.RunRow;
import dev.tallyman.ui.jobs.Waiting;
import dev.tallyman.volume.Space;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state of the whole intake in one sentence, six figures and a bar.
 *
 * @param activity the sweep that runs; null when none does
 * @param reported when the newest report was made; null when there is none
 */
public record Overview(
        String lead,
        List<Clause> clauses,
        @Nullable Activity activity,
        @Nullable Instant reported,
        List<Figure> figures,
        List<Slice> split) {
    private static final double GAP = 0.12;
    private static final double THINNEST = 0.16;

    /** A part of the sentence; some lead to the files they count. */
    public record Clause(String text, @Nullable String url) {}

    /** {@code Sweep 418} and how far it is. */
    public record Activity(String run, String url, String text) {}

    public record Figure(
            String name,
            String value,
            String note,
            @Nullable String url) {}

    /** A category's part of the bar, in per cent of its length. */
    public record Slice(String hue, String title, String x, String width) {}

    static Overview of(
            Totals totals,
            Space space,
            @Nullable Run sweep,
            Optional<Waiting> waiting,
            @Nullable Instant reported,
            Instant now) {
        return new Overview(
                lead(totals),
                clauses(totals),
                sweep == null ? null : activity(sweep, waiting, totals.backlog(), now),
                reported,
                figures(totals, space, sweep, now),
                split(totals));
    }

    private static String lead(Totals totals) {
        return totals.files() == 0 ? "No files yet." : Words.files(totals.files()) + "; ";
    }

    private static List<Clause> clauses(Totals totals) {
        if (totals.files() == 0) {
            return List.of();
        }
        List<Clause> clauses = new ArrayList<>();
        long classified = totals.of(State.CLASSIFIED).files();
        clauses.add(new Clause(
                classified == totals.files() && classified > 1
                        ? "all classified"
                        : Words.count(classified) + " classified",
                null));
        long waiting = totals.backlog().files();
        if (waiting > 0) {
            clauses.add(new Clause(Words.count(waiting) + " waiting", "/?state=" + waiting(totals)));
        }
        long need = totals.of(State.QUARANTINED).files();
        if (need > 0) {
            clauses.add(
                    new Clause(Words.count(need) + (need == 1 ? " needs you" : " need you"), "/?state=quarantined"));
        }
        if (totals.stale() > 0) {
            clauses.add(new Clause(Words.count(totals.stale()) + " to be identified again", "/?stale=true"));
        }
        if (totals.staleDescriptions() > 0) {
            clauses.add(new Clause(
                    Words.count(totals.staleDescriptions()) + " to be described again", "/?stale_description=true"));
        }
        return List.copyOf(clauses);
    }

    /** The state that most of the waiting files are in. */
    private static String waiting(Totals totals) {
        return List.of(State.RECEIVED, State.CLAIMED, State.FAILED).stream()
                .max(Comparator.comparingLong(state -> totals.of(state).files()))
                .orElseThrow()
                .label();
    }

    private static Activity activity(Run sweep, Optional<Waiting> waiting, Totals.Count backlog, Instant now) {
        String name = "Sweep " + sweep.number();
        String url = "/runs/" + sweep.id();
        if (sweep.status() == Run.Status.PENDING) {
            return new Activity(name, url, RunRow.toStart(waiting));
        }
        Run.Counts counts = sweep.counts();
        if (counts.total() == 0) {
            return new Activity(name, url, "is comparing the volume with the index");
        }
        String left = RunRow.timeLeft(sweep, backlog, now);
        return new Activity(
                name,
                url,
                "is running: %s of %s%s"
                        .formatted(
                                Words.count(counts.files()),
                                Words.files(Math.max(counts.total(), counts.files())),
                                left.isEmpty() ? "" : ", " + left));
    }

    private static List<Figure> figures(Totals totals, Space space, @Nullable Run sweep, Instant now) {
        Totals.Count backlog = totals.backlog();
        String left = sweep == null ? "" : RunRow.timeLeft(sweep, backlog, now);
        return List.of(
                new Figure(
                        "Files",
                        Words.count(totals.files()),
                        Words.size(totals.bytes()) + ", " + Words.size(space.free()) + " free",
                        null),
                new Figure(
                        "Processed",
                        Words.count(totals.processed()),
                        totals.files() == 0
                                ? "nothing is settled yet"
                                : Words.percent(totals.processed(), totals.files()) + " settled",
                        null),
                category("Images", Category.IMAGE, totals),
                category("Documents", Category.DOCUMENT, totals),
                category("Text files", Category.TEXT, totals),
                new Figure(
                        "Backlog",
                        Words.count(backlog.files()),
                        backlog.files() == 0
                                ? "nothing waits"
                                : Words.size(backlog.bytes()) + (left.isEmpty() ? "" : ", " + left),
                        backlog.files() == 0 ? null : "/?state=" + waiting(totals)));
    }

    private static Figure category(String name, Category category, Totals totals) {
        Totals.Count count = totals.of(category);
        return new Figure(
                name,
                Words.count(count.files()),
                Words.size(count.bytes()),
                count.files() == 0 ? null : "/?category=" + category.label());
    }

    /** The categories that have files, most first. */
    static List<Map.Entry<Category, Totals.Count>> byCount(Totals totals) {
        return totals.categories().entrySet().stream()
                .filter(e -> e.getValue().files() > 0)
                .sorted(Comparator.comparingLong((Map.Entry<Category, Totals.Count> e) ->
                                -e.getValue().files())
                        .thenComparing(Map.Entry::getKey))
                .toList();
    }

    private static List<Slice> split(Totals totals) {
        List<Map.Entry<Category, Totals.Count>> counts = byCount(totals);
        long sum = counts.stream().mapToLong(e -> e.getValue().files()).sum();
        double room = 100 - GAP * (counts.size() - 1) - THINNEST * counts.size();
        List<Slice> slices = new ArrayList<>();
        double x = 0;
        for (Map.Entry<Category, Totals.Count> entry : counts) {
            double width = THINNEST + room * entry.getValue().files() / sum;
            slices.add(new Slice(
                    Words.hue(entry.getKey()),
                    entry.getKey().label() + ": " + Words.count(entry.getValue().files()),
                    Words.length(x, 100),
                    Words.length(width, 100)));
            x += width + GAP;
        }
        return List.copyOf(slices);
    }
}
