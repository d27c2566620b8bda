package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.MonthCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column for each year, and a gap for each without files: the table behind it has every number.
 *
 * @param note how many files stand outside its years, and where; empty for none
 */
public record YearChart(List<ChartScale.Grid> grid, List<Column> columns, String note) {
    public static final int HEIGHT = 252;

    /** Columns that can be told apart. */
    private static final int MOST = 60;

    private static final int NUMBERED = 16;
    private static final double LEFT = 8;

    /**
     * A year that has files.
     *
     * @param year below the column; null where it has no room
     * @param spare the year gives way where there is less room
     */
    public record Column(
            @Nullable String year,
            boolean spare,
            String x,
            String width,
            String middle,
            double y,
            double height,
            String all,
            String title) {
        public double allY() {
            return y - 6;
        }
    }

    /**
     * @param years that have files, in their order
     * @param now the last year that can be true: what is dated later has no column
     */
    static YearChart of(List<MonthCounts.Year> years, int now) {
        List<MonthCounts.Year> past =
                years.stream().filter(year -> year.year() <= now).toList();
        if (past.isEmpty()) {
            return new YearChart(List.of(), List.of(), "");
        }
        int last = past.getLast().year();
        int first = Math.max(past.getFirst().year(), last - MOST + 1);
        Map<Integer, MonthCounts.Year> shown = past.stream()
                .filter(year -> year.year() >= first)
                .collect(Collectors.toMap(MonthCounts.Year::year, Function.identity()));
        var scale = new ChartScale(
                shown.values().stream().mapToLong(MonthCounts.Year::files).max().orElse(1));
        int count = last - first + 1;
        List<Column> columns = new ArrayList<>();
        for (int year = first; year <= last; year++) {
            columns.add(column(shown.getOrDefault(year, new MonthCounts.Year(year, 0, 0)), year - first, count, scale));
        }
        return new YearChart(scale.grid(), List.copyOf(columns), note(years, first, now));
    }

    private static Column column(MonthCounts.Year year, int at, int count, ChartScale scale) {
        double slot = (100 - LEFT) / Math.max(count, NUMBERED / 2);
        double left = LEFT + at * slot;
        boolean named = count <= NUMBERED || year.year() % (count <= 2 * NUMBERED ? 5 : 10) == 0;
        double y = scale.y(year.files());
        return new Column(
                named ? Integer.toString(year.year()) : null,
                count > NUMBERED / 2 && count <= NUMBERED && at % 2 == 1,
                Words.length(left + slot * 0.12, 100),
                Words.length(slot * 0.76, 100),
                Words.length(left + slot / 2, 100),
                y,
                year.files() == 0 ? 0 : ChartScale.round(Math.max(0.5, ChartScale.base() - y)),
                count <= NUMBERED && year.files() > 0 ? Words.count(year.files()) : "",
                year.year() + ": " + Words.files(year.files()) + ", " + Words.size(year.bytes()));
    }

    private static String note(List<MonthCounts.Year> years, int first, int now) {
        long before = files(years.stream().filter(year -> year.year() < first).toList());
        long after = files(years.stream().filter(year -> year.year() > now).toList());
        List<String> parts = new ArrayList<>();
        if (before > 0) {
            parts.add(Words.files(before) + " before " + first);
        }
        if (after > 0) {
            parts.add(Words.files(after) + " after " + now);
        }
        return parts.isEmpty() ? "" : "Not drawn: " + String.join(", ", parts) + ".";
    }

    private static long files(List<MonthCounts.Year> years) {
        return years.stream().mapToLong(MonthCounts.Year::files).sum();
    }
}
