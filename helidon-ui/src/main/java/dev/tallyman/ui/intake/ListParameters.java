package dev.tallyman.ui.intake;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.search.NameWord;
import dev.tallyman.index.search.TextQuery;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.common.uri.UriQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of lists of files, in one way for the API and the pages. What is misspelt is
 * {@link Problem} 400 with what is allowed: a list that left a filter out would show everything.
 */
public final class ListParameters {
    static final int MAX_LIMIT = 1_000;
    private static final int LIMIT = 100;
    private static final String NEWEST = "-received";
    private static final String BEST = "match";

    /** What each filter asks of files. */
    private static final Map<String, Function<String, @Nullable Condition>> FILTERS = filters();

    /** What else a list can be told. */
    private static final List<String> PLACE = List.of("sort", "cursor", "limit");

    private static final Map<String, Listing.Sort> SORTS = Map.of(
            "received",
            Listing.Sort.RECEIVED,
            "size",
            Listing.Sort.SIZE,
            "name",
            Listing.Sort.NAME,
            "path",
            Listing.Sort.NAME,
            "category",
            Listing.Sort.CATEGORY,
            "format",
            Listing.Sort.FORMAT,
            "state",
            Listing.Sort.STATE,
            BEST,
            Listing.Sort.MATCH);

    private ListParameters() {}

    private static Map<String, Function<String, @Nullable Condition>> filters() {
        Map<String, Function<String, @Nullable Condition>> filters = new LinkedHashMap<>();
        filters.put("q", ListParameters::named);
        filters.put("text", ListParameters::worded);
        filters.put("folder", value -> new Condition.Below(FilePath.ofUrl(withoutSlash(value))));
        filters.put(
                "category",
                value -> new Condition.Categories(words("category", value, Category::of, Category.values())));
        filters.put("mime", value -> new Condition.Mime(value.toLowerCase(Locale.ROOT)));
        filters.put("format", Condition.Format::new);
        filters.put("ending", value -> new Condition.Ending(ending(value)));
        filters.put("state", value -> new Condition.States(words("state", value, State::of, State.values())));
        filters.put("mismatch", value -> flag("mismatch", value) ? new Condition.Mismatched() : null);
        filters.put("stale", value -> flag("stale", value) ? new Condition.Stale() : null);
        filters.put(
                "stale_description",
                value -> flag("stale_description", value) ? new Condition.StaleDescription() : null);
        filters.put("risky", value -> flag("risky", value) ? new Condition.Risky() : null);
        filters.put("risk", value -> new Condition.Risks(words("risk", value, ListParameters::risk, Risk.values())));
        filters.put("run", value -> new Condition.ReadBy(number("run", value)));
        filters.put("batch", Condition.Batch::new);
        filters.put("size", Ranges::size);
        filters.put("arrived", Ranges::arrived);
        filters.put("changed", Ranges::changed);
        filters.put("taken", Ranges::taken);
        filters.put("created", Ranges::created);
        filters.put("author", value -> new Condition.MadeBy(Condition.Origin.AUTHOR, value));
        filters.put("camera", value -> new Condition.MadeBy(Condition.Origin.CAMERA, value));
        filters.put("duration", Ranges::duration);
        filters.put("pages", value -> Ranges.numbers(Condition.Measure.PAGES, value));
        filters.put("width", value -> Ranges.numbers(Condition.Measure.WIDTH, value));
        filters.put("since", value -> new Condition.Arrived(Ranges.time(value), null));
        filters.put("until", value -> new Condition.Arrived(null, Ranges.time(value)));
        return filters;
    }

    private static Condition named(String words) {
        try {
            NameWord.of(words);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
        return new Condition.Named(words);
    }

    private static Condition worded(String words) {
        try {
            TextQuery.of(words);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
        return new Condition.Worded(words);
    }

    /** The order of a list that names none: what was searched for in contents comes with the best first. */
    public static String order(Map<String, String> parameters) {
        return parameters.getOrDefault("sort", parameters.containsKey("text") ? BEST : NEWEST);
    }

    /** The list that a query asks for. */
    public static Listing listing(UriQuery query) {
        return listing(of(query));
    }

    /** The list that parameters ask for, each by its name. */
    public static Listing listing(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!FILTERS.containsKey(name) && !PLACE.contains(name)) {
                throw Problem.badRequest("There is no parameter “%s”; a list takes %s."
                        .formatted(
                                name,
                                Stream.concat(FILTERS.keySet().stream(), PLACE.stream())
                                        .collect(Collectors.joining(", "))));
            }
        }
        String sort = order(parameters);
        boolean descending = sort.startsWith("-");
        Listing.Sort by = SORTS.get(descending ? sort.substring(1) : sort);
        if (by == null || (by == Listing.Sort.MATCH && !parameters.containsKey("text"))) {
            throw Problem.badRequest(
                    "sort cannot be “" + sort
                            + "”; it is one of received, size, name, category, format, state, with a - in front for the reverse, and match where text is searched.");
        }
        return new Listing(
                new Filter(conditions(parameters)),
                by,
                descending,
                parameters.get("cursor"),
                limit(parameters.get("limit")));
    }

    private static List<Condition> conditions(Map<String, String> parameters) {
        List<Condition> conditions = new ArrayList<>();
        FILTERS.forEach((name, reader) -> {
            String value = parameters.get(name);
            Condition condition = value == null ? null : reader.apply(value);
            if (condition != null) {
                conditions.add(condition);
            }
        });
        return conditions;
    }

    /** Each parameter that says something; what is said more than once, with commas between. */
    public static Map<String, String> of(UriQuery query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>(FILTERS.keySet()); // always in the same order
        names.retainAll(query.names());
        names.addAll(query.names());
        for (String name : names) {
            String value = name.equals("folder")
                    ? raw(query.getRaw(name))
                    : String.join(",", query.all(name)).strip();
            if (!value.isBlank()) {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    // A folder's name is bytes and need not be UTF-8, so it stays percent-encoded.
    private static String raw(String folder) {
        return withoutSlash(folder.replace("+", "%20").replaceAll("(?i)%2f", "/"));
    }

    private static String withoutSlash(String folder) {
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    private static <T extends Enum<T>> Set<T> words(
            String name, String values, Function<String, T> parse, T[] allowed) {
        return Arrays.stream(values.split(",", -1))
                .map(value -> {
                    try {
                        return parse.apply(value.strip());
                    } catch (IllegalArgumentException e) {
                        throw Problem.badRequest("%s cannot be “%s”; it is one of %s."
                                .formatted(
                                        name,
                                        value,
                                        Arrays.stream(allowed)
                                                .map(v -> v.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(", "))));
                    }
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Risk risk(String label) {
        return Risk.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static String ending(String value) {
        return (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
    }

    private static boolean flag(String name, String value) {
        return switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw Problem.badRequest(name + " cannot be “" + value + "”; it is true or false.");
        };
    }

    /** 1 to 1,000, 100 where nothing is said. */
    static int limit(@Nullable String text) {
        long limit = text == null ? LIMIT : number("limit", text);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.badRequest("limit is a number from 1 to 1000.");
        }
        return (int) limit;
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(name + " cannot be “" + text + "”; it is a number.");
        }
    }
}
