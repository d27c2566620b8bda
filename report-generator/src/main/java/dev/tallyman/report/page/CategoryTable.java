package dev.tallyman.report.page;

import dev.tallyman.file.Category;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.ReportModel;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files by category, with what each weighs and how it changed since the previous report. */
public record CategoryTable(ReportModel model) {
    /** A category with its sums; {@code since} is the difference to the previous report. */
    public record Row(
            Category category,
            long files,
            long bytes,
            long since,
            @Nullable String page) {}

    private Totals totals() {
        return model.totals();
    }

    /** Which category is most of the files, and which most of the bytes. */
    public String weights() {
        Category most = heaviest(c -> totals().of(c).files());
        Category heaviest = heaviest(c -> totals().of(c).bytes());
        Totals.Count sum = sum();
        if (sum.files() == 0 || sum.bytes() == 0) {
            return "";
        }
        String files = Words.percent(totals().of(most).files(), sum.files());
        String bytes = Words.percent(totals().of(heaviest).bytes(), sum.bytes());
        return most == heaviest
                ? "The largest category is " + most.label() + ": " + files + " of the files and " + bytes
                        + " of the bytes."
                : "The largest category is " + most.label() + " by number (" + files + ") and " + heaviest.label()
                        + " by bytes (" + bytes + ").";
    }

    private static Category heaviest(java.util.function.ToLongFunction<Category> by) {
        return Stream.of(Category.values()).max(Comparator.comparingLong(by)).orElseThrow();
    }

    /** Categories that have files, the most frequent first. */
    public List<Row> rows() {
        return Stream.of(Category.values())
                .map(this::category)
                .filter(row -> row.files() > 0 || row.since() != 0)
                .sorted(Comparator.comparingLong((Row row) -> -row.files()))
                .toList();
    }

    private Row category(Category category) {
        Totals.Count count = totals().of(category);
        long before = model.origin()
                .previous()
                .map(p -> Objects.requireNonNullElse(p.categories().get(category), 0L))
                .orElse(0L);
        return new Row(
                category,
                count.files(),
                count.bytes(),
                count.files() - before,
                model.listings().categoryPages().get(category));
    }

    public boolean compared() {
        return new SinceReport(model).compared();
    }

    public String sinceTime() {
        return new SinceReport(model).time();
    }

    /** All files that have a category. */
    public Totals.Count sum() {
        long files = 0;
        long bytes = 0;
        for (Category category : Category.values()) {
            files += totals().of(category).files();
            bytes += totals().of(category).bytes();
        }
        return new Totals.Count(files, bytes);
    }

    public long since() {
        return rows().stream().mapToLong(Row::since).sum();
    }

    public long mostFiles() {
        return rows().stream().mapToLong(Row::files).max().orElse(0);
    }

    public long mostBytes() {
        return rows().stream().mapToLong(Row::bytes).max().orElse(0);
    }
}
