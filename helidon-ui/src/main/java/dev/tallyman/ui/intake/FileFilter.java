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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a listing from a query string: one way for the API and the pages. */
public final class FileFilter {
    static final int MAX_LIMIT = 1_000;
    private static final int LIMIT = 100;
    private static final int LAST_YEAR = 9_999;

    private final UriQuery query;

    private FileFilter(UriQuery query) {
        this.query = query;
    }

    /** {@link Problem} 400 names the parameter and the allowed values. */
    public static Listing listing(UriQuery query) {
        return new FileFilter(query).listing();
    }

    private Listing listing() {
        String sort = value("sort").orElse("-received");
        return new Listing(
                value("q").orElse(null),
                value("folder").isPresent() ? folder() : null,
                value("category", Category::of, Category.values()),
                value("mime").orElse(null),
                value("state", State::of, State.values()),
                flag("mismatch"),
                flag("risky"),
                value("run").map(FileFilter::number).orElse(null),
                value("since").map(FileFilter::time).orElse(null),
                value("until").map(FileFilter::time).orElse(null),
                sort(sort.startsWith("-") ? sort.substring(1) : sort),
                sort.startsWith("-"),
                value("cursor").orElse(null),
                limit(query));
    }

    private Optional<String> value(String name) {
        return query.first(name).asOptional().filter(value -> !value.isBlank());
    }

    private <T extends Enum<T>> @Nullable T value(String name, Function<String, T> parse, T[] allowed) {
        String value = value(name).orElse(null);
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("%s cannot be “%s”; it is one of %s."
                    .formatted(
                            name,
                            value,
                            Arrays.stream(allowed)
                                    .map(v -> v.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", "))));
        }
    }

    // Raw, because a folder's name is bytes and need not be UTF-8.
    private FilePath folder() {
        String raw = query.getRaw("folder").replace("+", "%20").replaceAll("(?i)%2f", "/");
        return FilePath.ofUrl(raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
    }

    private boolean flag(String name) {
        return value(name)
                .map(value -> switch (value) {
                    case "true", "1" -> true;
                    case "false", "0" -> false;
                    default -> throw Problem.badRequest(name + " is true or false.");
                })
                .orElse(false);
    }

    private static Listing.Sort sort(String name) {
        return switch (name) {
            case "received" -> Listing.Sort.RECEIVED;
            case "size" -> Listing.Sort.SIZE;
            case "name", "path" -> Listing.Sort.NAME;
            default -> throw Problem.badRequest("sort is received, size or name, with a - in front for the reverse.");
        };
    }

    /** 1 to 1,000, 100 where nothing is said. */
    static int limit(UriQuery query) {
        return query.first("limit")
                .asOptional()
                .map(text -> {
                    long limit = number(text);
                    if (limit < 1 || limit > MAX_LIMIT) {
                        throw Problem.badRequest("limit is a number from 1 to 1000.");
                    }
                    return (int) limit;
                })
                .orElse(LIMIT);
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
