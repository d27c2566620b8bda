package dev.tallyman.ui.html.page;

import dev.tallyman.index.catalog.Listing;
import dev.tallyman.ui.intake.FileFilter;
import io.helidon.common.uri.UriQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which files the page lists, as its address says it, with the API's names. What cannot be
 * understood is left out: a mistyped address shows more, never an error.
 */
public record FilesAddress(Map<String, String> parameters) {
    /** Rows of a page. */
    public static final int ROWS = 100;

    private static final List<String> NAMES = List.of(
            "q", "folder", "category", "mime", "state", "mismatch", "risky", "run", "batch", "sort", "cursor", "from");

    public FilesAddress {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static FilesAddress of(UriQuery query) {
        Map<String, String> parameters = FileFilter.given(query, NAMES);
        parameters.replaceAll((_, value) -> value.strip());
        return new FilesAddress(parameters);
    }

    /** Only the place in a list that has no filters. */
    public static FilesAddress placeOf(UriQuery query) {
        return new FilesAddress(FileFilter.given(query, List.of("cursor", "from")));
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
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        asked.put("sort", sort());
        if (since != null) {
            asked.put("since", since.toString());
        }
        return FileFilter.lenient(asked);
    }
}
