package dev.tallyman.report.page;

import dev.tallyman.look.Words;
import dev.tallyman.report.count.MonthCounts;
import dev.tallyman.report.count.ReportModel;
import dev.tallyman.report.count.ReportText;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The files by the time when they came, and when they were last changed. */
public record DateSummary(ReportModel model) {
    private static final int MONTHS = 12;

    /** The last twelve months of arrivals. */
    public MonthChart arrivals() {
        YearMonth now = YearMonth.from(model.head().at().atOffset(ZoneOffset.UTC));
        return MonthChart.of(model.scan().received().upTo(now, MONTHS));
    }

    public String arrivalsNote() {
        long shown =
                arrivals().months().stream().mapToLong(MonthCounts.Month::all).sum();
        String other = shown == model.totals().files()
                ? ""
                : " Outside these twelve months "
                        + Words.count(model.totals().files() - shown)
                        + " more came; the data files have every month.";
        return Words.upper(
                        arrivals().months().getLast().month().getMonth().name().toLowerCase(Locale.ROOT))
                + " is not over."
                + other;
    }

    public String modifiedNote() {
        MonthCounts modified = model.scan().modified();
        return modified.first().isEmpty()
                ? ""
                : "From "
                        + ReportText.date(modified.first().get())
                        + " to "
                        + ReportText.date(modified.last().orElseThrow())
                        + ".";
    }

    /** Years of last change. */
    public YearChart columns() {
        return YearChart.of(
                model.scan().modified().years(),
                model.head().at().atOffset(ZoneOffset.UTC).getYear());
    }

    /** Years of last change; where they are many, the last hundred that have files. */
    public List<MonthCounts.Year> years() {
        List<MonthCounts.Year> years = model.scan().modified().years();
        return years.subList(Math.max(0, years.size() - 100), years.size());
    }

    public long mostInYear() {
        return years().stream().mapToLong(MonthCounts.Year::files).max().orElse(0);
    }

    public long heaviestYear() {
        return years().stream().mapToLong(MonthCounts.Year::bytes).max().orElse(0);
    }
}
