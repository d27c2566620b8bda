package dev.tallyman.ui.intake;

import dev.tallyman.index.catalog.Condition;
import dev.tallyman.ui.http.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sizes and times from one to another: {@code 1MB..20MB}, {@code ..4KB}, {@code 2019}, {@code
 * 2026-11..2026-11-24}. Both ends belong to it: a day, month or year is meant to its end.
 */
final class Ranges {
    private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*([A-Z]{0,2})");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(s|m|min|h|)");
    private static final int LAST_YEAR = 9_999;

    /** The text before and after the two dots; null where it is open. */
    private record Ends(@Nullable String from, @Nullable String to) {
        static Ends of(String text) {
            int dots = text.indexOf("..");
            return dots < 0 ? new Ends(text, text) : new Ends(text(text, 0, dots), text(text, dots + 2, text.length()));
        }

        private static @Nullable String text(String range, int from, int to) {
            String text = range.substring(from, to).strip();
            return text.isEmpty() ? null : text;
        }
    }

    private Ranges() {}

    static Condition size(String text) {
        Ends ends = Ends.of(text);
        return new Condition.Size(ends.from == null ? null : bytes(ends.from), ends.to == null ? null : bytes(ends.to));
    }

    private static long bytes(String text) {
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        int unit = size.matches() ? UNITS.indexOf(size.group(2).isEmpty() ? "B" : size.group(2)) : -1;
        if (unit < 0) {
            throw Problem.badRequest("“" + text + "” is not a size; write it as 4096, 4KB, 1.5MB or as 1MB..20MB.");
        }
        return new BigDecimal(size.group(1))
                .scaleByPowerOfTen(3 * unit)
                .toBigInteger()
                .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    static Condition arrived(String text) {
        Ends ends = Ends.of(text);
        return new Condition.Arrived(begin(ends.from), end(ends.to));
    }

    static Condition changed(String text) {
        Ends ends = Ends.of(text);
        return new Condition.Changed(begin(ends.from), end(ends.to));
    }

    static Condition taken(String text) {
        return times(Condition.Measure.TAKEN, text);
    }

    static Condition created(String text) {
        return times(Condition.Measure.CREATED, text);
    }

    private static Condition times(Condition.Measure measure, String text) {
        Ends ends = Ends.of(text);
        Instant from = begin(ends.from);
        Instant before = end(ends.to);
        return new Condition.Measured(
                measure, from == null ? null : from.toEpochMilli(), before == null ? null : before.toEpochMilli() - 1);
    }

    static Condition duration(String text) {
        Ends ends = Ends.of(text);
        return new Condition.Measured(
                Condition.Measure.DURATION,
                ends.from == null ? null : millis(ends.from, 0),
                ends.to == null ? null : millis(ends.to, 1) - 1);
    }

    // A minute is meant to its end.
    private static long millis(String text, int more) {
        Matcher time = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!time.matches()) {
            throw Problem.badRequest("“" + text + "” is not a duration; write it as 90s, 5m, 1h or as 30s..5m.");
        }
        long unit = switch (time.group(2)) {
            case "h" -> 3_600_000;
            case "m", "min" -> 60_000;
            default -> 1_000;
        };
        return (Long.parseLong(time.group(1)) + more) * unit;
    }

    /** Whole numbers, of pages or pixels. */
    static Condition numbers(Condition.Measure measure, String text) {
        Ends ends = Ends.of(text);
        return new Condition.Measured(
                measure, ends.from == null ? null : whole(ends.from), ends.to == null ? null : whole(ends.to));
    }

    private static long whole(String text) {
        if (!text.matches("\\d{1,15}")) {
            throw Problem.badRequest("“" + text + "” is not a number; write it as 10, 10..20 or 10.. .");
        }
        return Long.parseLong(text);
    }

    private static @Nullable Instant begin(@Nullable String text) {
        return text == null ? null : time(text);
    }

    private static @Nullable Instant end(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant begin = time(text);
        Period whole = switch (text.length()) {
            case 4 -> Period.ofYears(1);
            case 7 -> Period.ofMonths(1);
            case 10 -> Period.ofDays(1);
            default -> Period.ZERO;
        };
        return whole.isZero()
                ? begin.plusMillis(1)
                : begin.atOffset(ZoneOffset.UTC).plus(whole).toInstant();
    }

    /** A time, or the first moment of a day, month or year in UTC. */
    static Instant time(String text) {
        try {
            OffsetDateTime time = switch (text.length()) {
                case 4 -> midnight(text + "-01-01");
                case 7 -> midnight(text + "-01");
                case 10 -> midnight(text);
                // A + that nobody percent-encoded arrives as a space.
                default -> OffsetDateTime.parse(text.replace(' ', '+'));
            };
            if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
                throw Problem.badRequest("Times lie in the years from 0001 to 9999.");
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw Problem.badRequest(
                    "“" + text + "” is not a time; write it as 2026-11-24T14:30:00Z, 2026-11-24, 2026-11 or 2026.");
        }
    }

    private static OffsetDateTime midnight(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime();
    }
}
