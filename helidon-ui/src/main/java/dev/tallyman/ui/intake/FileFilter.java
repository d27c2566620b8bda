package dev.tallyman.ui.intake;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.common.uri.UriQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which files a list shows, as an address says it: one reader for the API and the pages. */
public final class FileFilter {
    private static final List<String> NAMES = List.of(
            "q",
            "folder",
            "category",
            "mime",
            "state",
            "mismatch",
            "risky",
            "run",
            "since",
            "until",
            "batch",
            "sort",
            "cursor",
            "limit");
    private static final int LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final int LAST_YEAR = 9_999;
    private static final Order NEWEST_FIRST = new Order(Listing.Sort.RECEIVED, true);

    private final Map<String, String> given;
    private final boolean strict;

    private FileFilter(Map<String, String> given, boolean strict) {
        this.given = given;
        this.strict = strict;
    }

    /** For the API: {@link Problem} 400 names the parameter and the allowed values. */
    public static Listing strict(UriQuery query) {
        return new FileFilter(given(query, NAMES), true).listing();
    }

    /** For pages: what cannot be understood is left out. */
    public static Listing lenient(Map<String, String> given) {
        return new FileFilter(given, false).listing();
    }

    /** What a query says under these names. */
    public static Map<String, String> given(UriQuery query, List<String> names) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : names) {
            query.first(name)
                    .asOptional()
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> given.put(name, name.equals("folder") ? folder(query.getRaw(name)) : value));
        }
        return given;
    }

    // Raw, because a folder's name is bytes and need not be UTF-8.
    private static String folder(String raw) {
        String folder = raw.replace("+", "%20").replaceAll("(?i)%2f", "/");
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    private Listing listing() {
        Order order = Objects.requireNonNullElse(read("sort", FileFilter::order), NEWEST_FIRST);
        return new Listing(
                given.get("q"),
                read("folder", FilePath::ofUrl),
                read("category", value -> oneOf("category", value, Category::of, Category.values())),
                given.get("mime"),
                read("state", value -> oneOf("state", value, State::of, State.values())),
                isOn("mismatch"),
                isOn("risky"),
                read("run", FileFilter::number),
                new Listing.Received(
                        read("since", FileFilter::time), read("until", FileFilter::time), given.get("batch")),
                order.by(),
                order.descending(),
                given.get("cursor"),
                Objects.requireNonNullElse(read("limit", FileFilter::limit), LIMIT));
    }

    private <T> @Nullable T read(String name, Function<String, T> reader) {
        String value = given.get(name);
        try {
            return value == null ? null : reader.apply(value);
        } catch (IllegalArgumentException | Problem e) {
            if (strict) {
                throw e;
            }
            return null;
        }
    }

    private static <T extends Enum<T>> T oneOf(String name, String value, Function<String, T> reader, T[] allowed) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            String all = Arrays.stream(allowed)
                    .map(v -> v.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            throw Problem.badRequest("%s cannot be “%s”; it is one of %s.".formatted(name, value, all));
        }
    }

    private boolean isOn(String name) {
        return Boolean.TRUE.equals(read(name, value -> switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Problem.badRequest(name + " is true or false.");
        }));
    }

    private record Order(Listing.Sort by, boolean descending) {}

    private static Order order(String sort) {
        boolean descending = sort.startsWith("-");
        return new Order(
                switch (descending ? sort.substring(1) : sort) {
                    case "received" -> Listing.Sort.RECEIVED;
                    case "size" -> Listing.Sort.SIZE;
                    case "name", "path" -> Listing.Sort.NAME;
                    default ->
                        throw Problem.badRequest("sort is received, size or name, with a - in front for the reverse.");
                },
                descending);
    }

    private static int limit(String text) {
        long limit = number(text);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("limit is a number from 1 to 1000.");
        }
        return (int) limit;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("“" + text + "” is not a number.");
        }
    }

    private static Instant time(String text) {
        try {
            OffsetDateTime time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toOffsetDateTime()
                    // A + that nobody percent-encoded arrives as a space.
                    : OffsetDateTime.parse(text.replace(' ', '+'));
            if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
                throw Problem.badRequest("Times lie in the years from 0001 to 9999.");
            }
            return time.toInstant();
        } catch (DateTimeException e) {
            throw Problem.badRequest("“" + text + "” is not a time; write it as 2026-11-24T14:30:00Z or 2026-11-24.");
        }
    }
}
