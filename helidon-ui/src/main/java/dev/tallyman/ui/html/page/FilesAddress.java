package dev.tallyman.ui.html.page;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.common.uri.UriQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which files the page lists, as its address says it, with the API's names. What cannot be
 * understood is left out: a mistyped address shows more, never an error.
 */
public record FilesAddress(Map<String, String> parameters) {
    /** Rows of a page. */
    public static final int ROWS = 100;

    private static final String[] NAMES = {
        "q", "folder", "category", "mime", "state", "mismatch", "risky", "run", "sort", "cursor", "from"
    };

    public FilesAddress {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static FilesAddress of(UriQuery query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : NAMES) {
            query.first(name)
                    .asOptional()
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> parameters.put(name, value));
        }
        if (parameters.containsKey("folder")) {
            parameters.put("folder", raw(query.getRaw("folder")));
        }
        return new FilesAddress(parameters);
    }

    // A folder's name is bytes and need not be UTF-8, so it stays percent-encoded.
    private static String raw(String folder) {
        String raw = folder.replace("+", "%20").replaceAll("(?i)%2f", "/");
        return raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }

    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    public boolean has(String name, String value) {
        return value.equals(parameters.get(name));
    }

    /** The address with one thing changed, from the first page; null takes it out. */
    public FilesAddress with(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.remove("cursor");
        changed.remove("from");
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new FilesAddress(changed);
    }

    /** The address with this on if it was off, and the reverse. */
    public FilesAddress toggled(String name, String value) {
        return with(name, has(name, value) ? null : value);
    }

    public FilesAddress page(String cursor, long from) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put("cursor", cursor);
        changed.put("from", Long.toString(from));
        return new FilesAddress(changed);
    }

    public String url() {
        return parameters.isEmpty() ? "/" : "/?" + text();
    }

    public String text() {
        return parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + encoded(e.getKey(), e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String name, String value) {
        return name.equals("folder") ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** What a search keeps: everything but what its own fields say, and the place in the list. */
    public List<Map.Entry<String, String>> hidden() {
        return parameters.entrySet().stream()
                .filter(e -> !List.of("q", "folder", "cursor", "from").contains(e.getKey()))
                .toList();
    }

    /** The one filter that is set; null for none or several. */
    public Map.@Nullable Entry<String, String> onlyFilter() {
        List<Map.Entry<String, String>> filters = parameters.entrySet().stream()
                .filter(e -> !List.of("sort", "cursor", "from").contains(e.getKey()))
                .toList();
        return filters.size() == 1 ? filters.getFirst() : null;
    }

    /** True when nothing is left out. */
    public boolean showsAll() {
        return listing().equals(new FilesAddress(Map.of("sort", sort())).listing());
    }

    /** Number of the first row. */
    public long from() {
        try {
            return Math.max(1, Long.parseLong(parameters.getOrDefault("from", "1")));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    public String sort() {
        String sort = parameters.getOrDefault("sort", "-received");
        return sort.matches("-?(received|size|name)") ? sort : "-received";
    }

    public Listing listing() {
        return listing(null);
    }

    /**
     * The list that the address asks for.
     *
     * @param since received at or after; null for whenever
     */
    public Listing listing(@Nullable Instant since) {
        String sort = sort();
        boolean descending = sort.startsWith("-");
        return new Listing(
                get("q"),
                parse("folder", FilePath::ofUrl),
                parse("category", Category::of),
                get("mime"),
                parse("state", State::of),
                has("mismatch", "true"),
                has("risky", "true"),
                parse("run", Long::valueOf),
                since,
                null,
                switch (descending ? sort.substring(1) : sort) {
                    case "size" -> Listing.Sort.SIZE;
                    case "name" -> Listing.Sort.NAME;
                    default -> Listing.Sort.RECEIVED;
                },
                descending,
                get("cursor"),
                ROWS);
    }

    private <T> @Nullable T parse(String name, Function<String, T> parser) {
        String value = get(name);
        try {
            return value == null ? null : parser.apply(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
