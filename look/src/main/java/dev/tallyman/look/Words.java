package dev.tallyman.look;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Numbers, sizes and times as people read them. The pages and the report say everything through
 * this, so that the same thing reads the same everywhere.
 */
public final class Words {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB", "EB"};
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private Words() {}

    /** With thousands separators: {@code 12,408}. */
    public static String count(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    /** A count with its noun: {@code 1 file}, {@code 12,408 files}. */
    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** {@code 1 file}, {@code 12,408 files}. */
    public static String files(long n) {
        return count(n, "file", "files");
    }

    /**
     * Decimal units, three digits: {@code 0 B}, {@code 412 KB}, {@code 4.81 MB}, {@code 153.5 GB}.
     */
    public static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double value = bytes / 1_000d;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        // From gigabytes on, a tenth is still much: 153.5 GB
        String digits = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : unit < 2 ? "%.0f" : "%.1f";
        String text = String.format(Locale.ENGLISH, digits, value);
        return (value >= 99.95 && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text)
                + " "
                + UNITS[unit];
    }

    /**
     * {@code 12 ms}, {@code 8.4 s}, {@code 21 s}, {@code 2 min 05 s}, {@code 3 h 04 min}, {@code 2
     * d 5 h}.
     */
    public static String duration(Duration time) {
        long millis = Math.max(0, time.toMillis());
        if (millis < 100) {
            return millis + " ms";
        }
        if (millis < 9_950) {
            return String.format(Locale.ENGLISH, "%.1f s", millis / 1_000d);
        }
        long seconds = Math.round(millis / 1_000d);
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return String.format(Locale.ENGLISH, "%d min %02d s", seconds / MINUTE, seconds % MINUTE);
        }
        if (seconds < DAY) {
            return String.format(Locale.ENGLISH, "%d h %02d min", seconds / HOUR, seconds % HOUR / MINUTE);
        }
        return String.format(Locale.ENGLISH, "%d d %d h", seconds / DAY, seconds % DAY / HOUR);
    }

    /** In its largest unit only: {@code 17 s}, {@code 12 min}, {@code 3 h}, {@code 2 days}. */
    public static String roughly(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : count(seconds / DAY, "day", "days");
    }

    /**
     * {@code 17 s ago}, {@code 2 days ago}; after a month the date. What is to come, to the
     * nearest: {@code in 7 min}; what was put off by 30 days just now comes in 30 days, not in 29.
     */
    public static String age(Instant at, Instant now) {
        Duration passed = Duration.between(at, now);
        if (passed.abs().toDays() > 30) {
            return date(at);
        }
        if (passed.toMillis() < -999) {
            return "in " + roughly(nearest(passed.negated()));
        }
        return passed.toSeconds() < 1 ? "just now" : roughly(passed) + " ago";
    }

    // Half of the unit that it is said in is added before it is cut off.
    private static Duration nearest(Duration time) {
        long seconds = time.toSeconds();
        long unit = seconds < MINUTE ? 1 : seconds < HOUR ? MINUTE : seconds < DAY ? HOUR : DAY;
        return time.plusMillis(unit * 500);
    }

    /** {@code 24 Nov 2026}. */
    public static String date(Instant at) {
        return DATE.format(at.atOffset(ZoneOffset.UTC));
    }

    /** {@code 14:31:59}. */
    public static String clock(Instant at) {
        return CLOCK.format(at.atOffset(ZoneOffset.UTC));
    }

    /** {@code 24 Nov 2026, 14:31:59 UTC}. */
    public static String dateTime(Instant at) {
        return date(at) + ", " + clock(at) + " UTC";
    }

    /** For {@code <time datetime>} and files: RFC 3339, UTC. */
    public static String iso(Instant at) {
        return DateTimeFormatter.ISO_INSTANT.format(at);
    }

    /** {@code 99.9 %}; never rounds to 100 or to 0 what is not. */
    public static String percent(long part, long whole) {
        if (whole <= 0) {
            return "–";
        }
        if (part == 0 || part == whole) {
            return part == 0 ? "0 %" : "100 %";
        }
        double percent = Math.clamp(100d * part / whole, 0.1, 99.9);
        return String.format(Locale.ENGLISH, percent < 10 || percent > 90 ? "%.1f %%" : "%.0f %%", percent);
    }

    /** A share as a length in SVG: {@code 49.96%}. */
    public static String length(double part, double whole) {
        double percent = whole <= 0 ? 0 : Math.clamp(100 * part / whole, 0, 100);
        String text = String.format(Locale.ENGLISH, "%.2f", percent);
        return text.replaceFirst("\\.?0+$", "") + "%";
    }

    /** What a state is called in chips and sentences. */
    public static String state(State state) {
        return switch (state) {
            case RECEIVED -> "received";
            case CLAIMED -> "being read";
            case CLASSIFIED -> "classified";
            case FAILED -> "failed";
            case QUARANTINED -> "needs you";
            case TRASHED -> "in the trash";
            case MISSING -> "missing";
        };
    }

    /** One of the four meanings, as the stylesheet names them: done, wait, need, fail. */
    public static String meaning(State state) {
        return switch (state) {
            case RECEIVED, CLAIMED, TRASHED -> "wait";
            case CLASSIFIED -> "done";
            case FAILED, MISSING -> "fail";
            case QUARANTINED -> "need";
        };
    }

    /** The symbol of a state, see symbols.jte. */
    public static String glyph(State state) {
        return state == State.MISSING ? "trashed" : state.label();
    }

    /** The classes that give a category its hue. */
    public static String hue(Category category) {
        return "k k-" + category.label();
    }

    /** At most {@code length} characters, then an ellipsis; never half a character. */
    public static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Math.max(1, length - 1);
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** With a capital letter. */
    public static String upper(String text) {
        return text.isEmpty() ? text : Character.toTitleCase(text.charAt(0)) + text.substring(1);
    }

    /** What a scheduling policy does, in words; a name that is not known stays as it is. */
    public static String policy(String policy) {
        return switch (policy) {
            case "fcfs" -> "first come, first served";
            case "sjf" -> "smallest first";
            case "priority" -> "important folders first";
            case "round-robin" -> "folders in turn";
            default -> policy;
        };
    }
}
