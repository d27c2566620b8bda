package dev.tallyman.report.count;

import dev.tallyman.file.Category;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts files by month and category. Months are few whatever the number of files. */
public final class MonthCounts {
    private final Map<YearMonth, Sum> sums = new TreeMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;

    private static final class Sum {
        final Map<Category, Long> files = new EnumMap<>(Category.class);
        long unread;
        long bytes;

        Month month(YearMonth month) {
            long all = unread + files.values().stream().mapToLong(n -> n).sum();
            return new Month(month, Map.copyOf(files), unread, all, bytes);
        }
    }

    /**
     * One month.
     *
     * @param unread files without a verdict yet
     */
    public record Month(YearMonth month, Map<Category, Long> files, long unread, long all, long bytes) {
        public long of(Category category) {
            return files.getOrDefault(category, 0L);
        }
    }

    public void add(Instant time, Optional<Category> category, long size) {
        YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
        Sum sum = sums.computeIfAbsent(month, _ -> new Sum());
        category.ifPresentOrElse(c -> sum.files.merge(c, 1L, Long::sum), () -> sum.unread++);
        sum.bytes += size;
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
    }

    /** The earliest time that was added. */
    public Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    /** The latest time that was added. */
    public Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    /** The months that have files, in order. */
    public List<Month> months() {
        List<Month> months = new ArrayList<>();
        sums.forEach((month, sum) -> months.add(sum.month(month)));
        return months;
    }

    /** {@code count} months in a row up to {@code end}, those without files too. */
    public List<Month> upTo(YearMonth end, int count) {
        List<Month> months = new ArrayList<>();
        for (YearMonth month = end.minusMonths(count - 1L); !month.isAfter(end); month = month.plusMonths(1)) {
            months.add(sums.getOrDefault(month, new Sum()).month(month));
        }
        return months;
    }

    /** One year, with its files and bytes. */
    public record Year(int year, long files, long bytes) {}

    /** The years that have files, in order. */
    public List<Year> years() {
        Map<Integer, Year> years = new TreeMap<>();
        for (Month month : months()) {
            years.merge(
                    month.month().getYear(),
                    new Year(month.month().getYear(), month.all(), month.bytes()),
                    (a, b) -> new Year(a.year(), a.files() + b.files(), a.bytes() + b.bytes()));
        }
        return List.copyOf(years.values());
    }
}
