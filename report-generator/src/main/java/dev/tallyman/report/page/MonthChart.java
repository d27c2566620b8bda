package dev.tallyman.report.page;

import dev.tallyman.file.Category;
import dev.tallyman.look.Words;
import dev.tallyman.report.count.MonthCounts;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stacked bars of files by month: lengths in per cent across and pixels up, so that text never
 * scales. Zero-based; the table behind it has every number.
 */
public record MonthChart(
        List<ChartScale.Grid> grid,
        List<Bar> bars,
        List<Label> labels,
        List<Category> shown,
        List<MonthCounts.Month> months) {
    public static final int HEIGHT = 264;

    private static final int LINE = 16;
    private static final int SHOWN = 4;
    private static final double LEFT = 8;

    /** A month. */
    public record Bar(String month, @Nullable String year, String middle, String all, double allY, List<Part> parts) {}

    /** One category of a month. */
    public record Part(String css, String x, String width, double y, double height, String title) {}

    /** What a hue stands for, beside the last bar. */
    public record Label(String css, String text, double y) {}

    public static MonthChart of(List<MonthCounts.Month> months) {
        List<Category> shown = shown(months);
        var scale = new ChartScale(
                months.stream().mapToLong(MonthCounts.Month::all).max().orElse(1));
        List<Bar> bars = new ArrayList<>();
        double slot = (100 - LEFT) / months.size();
        for (int i = 0; i < months.size(); i++) {
            bars.add(bar(months, i, LEFT + i * slot, slot, shown, scale));
        }
        return new MonthChart(scale.grid(), bars, labels(months.getLast(), shown, scale), shown, months);
    }

    /** The rest of a month, in one grey. */
    public static long others(MonthCounts.Month month, List<Category> shown) {
        return month.all() - shown.stream().mapToLong(month::of).sum();
    }

    // The most frequent ones that have a hue of their own and do not share it.
    private static List<Category> shown(List<MonthCounts.Month> months) {
        Set<String> hues = new HashSet<>();
        return EnumSet.complementOf(EnumSet.of(Category.FONT, Category.EXECUTABLE, Category.EMPTY, Category.UNKNOWN))
                .stream()
                .sorted(Comparator.comparingLong((Category c) -> -sum(months, c)))
                .filter(c -> sum(months, c) > 0 && hues.add(hue(c)))
                .limit(SHOWN)
                .toList();
    }

    private static long sum(List<MonthCounts.Month> months, Category category) {
        return months.stream().mapToLong(m -> m.of(category)).sum();
    }

    private static String hue(Category category) {
        return switch (category) {
            case EMAIL -> "document";
            case CODE -> "text";
            case MODEL -> "data";
            default -> category.label();
        };
    }

    private static Bar bar(
            List<MonthCounts.Month> months, int i, double left, double slot, List<Category> shown, ChartScale scale) {
        MonthCounts.Month month = months.get(i);
        String name = month.month().getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        String x = Words.length(left + slot * 0.12, 100);
        String width = Words.length(slot * 0.76, 100);
        List<Part> parts = new ArrayList<>();
        long below = 0;
        for (Category category : shown) {
            long count = month.of(category);
            String title = month.month() + ": " + Words.count(count) + " " + category.label();
            part(parts, Words.hue(category), x, width, below, count, scale, title);
            below += count;
        }
        long others = others(month, shown);
        String title = month.month() + ": " + Words.count(others) + " everything else";
        part(parts, "k k-other", x, width, below, others, scale, title);
        boolean first = i == 0 || month.month().getMonthValue() == 1;
        return new Bar(
                name,
                first ? Integer.toString(month.month().getYear()) : null,
                Words.length(left + slot / 2, 100),
                month.all() == 0 ? "" : Words.count(month.all()),
                scale.y(month.all()) - 6,
                parts);
    }

    private static void part(
            List<Part> parts,
            String css,
            String x,
            String width,
            long below,
            long count,
            ChartScale scale,
            String title) {
        if (count > 0) {
            double y = scale.y(below + count);
            double height = ChartScale.round(Math.max(0.5, scale.y(below) - y - 0.8));
            parts.add(new Part(css, x, width, y, height, title));
        }
    }

    private static List<Label> labels(MonthCounts.Month last, List<Category> shown, ChartScale scale) {
        List<Label> labels = new ArrayList<>();
        double lowest = ChartScale.base() - 2;
        long below = 0;
        for (int i = 0; i <= shown.size(); i++) {
            boolean rest = i == shown.size();
            long count = rest ? others(last, shown) : last.of(shown.get(i));
            double middle = scale.y(below + count / 2) + 4;
            double y = Math.min(lowest, middle);
            labels.add(new Label(
                    rest ? "k k-other" : Words.hue(shown.get(i)),
                    rest ? "everything else" : shown.get(i).label(),
                    ChartScale.round(y)));
            lowest = y - LINE;
            below += count;
        }
        return labels;
    }
}
