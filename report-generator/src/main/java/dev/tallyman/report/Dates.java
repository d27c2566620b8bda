package dev.tallyman.report;

import dev.tallyman.look.Words;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** The files by the time when they came, and when they were last changed. */
public record Dates(Findings findings) {
    private static final int MONTHS = 12;

    /** The last twelve months of arrivals. */
    public MonthChart arrivals() {
        YearMonth now = YearMonth.from(findings.head().at().atOffset(ZoneOffset.UTC));
        return MonthChart.of(findings.seen().received().upTo(now, MONTHS));
    }

    public String arrivalsNote() {
        long shown = arrivals().months().stream().mapToLong(Months.Month::all).sum();
        String other = shown == findings.totals().files()
                ? ""
                : " Outside these twelve months "
                        + Words.count(findings.totals().files() - shown)
                        + " more came; the data files have every month.";
        return Words.upper(
                        arrivals().months().getLast().month().getMonth().name().toLowerCase(Locale.ROOT))
                + " is not over."
                + other;
    }

    public String modifiedNote() {
        Months modified = findings.seen().modified();
        return modified.first().isEmpty()
                ? ""
                : "From "
                        + Shown.date(modified.first().get())
                        + " to "
                        + Shown.date(modified.last().orElseThrow())
                        + ".";
    }

    /** Years of last change; where they are many, the last thirty that have files. */
    public List<Months.Year> years() {
        List<Months.Year> years = findings.seen().modified().years();
        return years.subList(Math.max(0, years.size() - 30), years.size());
    }

    public long mostInYear() {
        return years().stream().mapToLong(Months.Year::files).max().orElse(0);
    }

    public long heaviestYear() {
        return years().stream().mapToLong(Months.Year::bytes).max().orElse(0);
    }
}
