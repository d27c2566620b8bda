package dev.tallyman.ui.html.page;

import dev.tallyman.file.PictureSize;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.ListParameters;
import io.helidon.common.uri.UriQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files a page lists and from where on, as its address says it, with the API's names. So an
 * address that is kept, shared or gone back to shows the same.
 */
public record FilesAddress(Map<String, String> parameters) {
    /** Rows of a page. */
    public static final int ROWS = 100;

    /** What says which page of the list, and what is said once after something was done. */
    private static final Set<String> PLACE = Set.of("cursor", "from");

    private static final Set<String> PASSING =
            Set.of("trashed", "uploaded", "restored", "renamed", "asked", "ids", "seen");

    private static final String VIEW = "view";
    private static final String GRID = "grid";
    private static final String LIST = "list";

    /** A filter that has neither a chip nor a place beside the search, as its form asks for it. */
    public record Field(String name, String label, String example) {}

    /** All of them but the risk, which is chosen from a list. */
    public static final List<Field> FIELDS = List.of(
            new Field("format", "Format", "PDF 1.7"),
            new Field("ending", "Ending", "pdf"),
            new Field("size", "Size", "1MB..20MB"),
            new Field("arrived", "Received", "2026-11..2026-11-24"),
            new Field("changed", "Last changed", "2019 or ..2020-06"),
            new Field("batch", "Batch", "what was sent together"),
            new Field("run", "Read by run", "the number in its address"),
            new Field("author", "Author", "as the document says"),
            new Field("created", "Written", "2019..2021"),
            new Field("pages", "Pages", "10.."),
            new Field("camera", "Camera", "maker or model"),
            new Field("taken", "Taken", "2024-08"),
            new Field("width", "Width", "1920.. (pixels)"),
            new Field("duration", "Duration", "1m..1h"));

    private static final Set<String> MORE =
            Stream.concat(FIELDS.stream().map(Field::name), Stream.of("risk")).collect(Collectors.toUnmodifiableSet());

    /** What the trash is asked for. */
    private static final Set<String> SEARCHED = Set.of("cursor", "from", "q");

    public FilesAddress {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public static FilesAddress of(UriQuery query) {
        Map<String, String> parameters = ListParameters.of(query);
        parameters.keySet().removeAll(PASSING);
        // Perhaps it is still being typed.
        parameters.computeIfPresent(
                "text", (_, text) -> text.chars().filter(c -> c == '"').count() % 2 == 0 ? text : text + '"');
        return new FilesAddress(parameters);
    }

    /** The same as it was looked at last, where it does not say it itself: list or grid. */
    public FilesAddress orAs(@Nullable String remembered) {
        return get(VIEW) == null && GRID.equals(remembered) ? asGrid() : this;
    }

    /** The view that the address asks for; null where it leaves that open. */
    public @Nullable String view() {
        String view = get(VIEW);
        return GRID.equals(view) || LIST.equals(view) ? view : null;
    }

    /** Files are tiles with a picture, not rows. */
    public boolean isGrid() {
        return GRID.equals(get(VIEW));
    }

    /** The size of the picture of each file. */
    public PictureSize picture() {
        return isGrid() ? PictureSize.TILE : PictureSize.ROW;
    }

    /** This page of the list, as rows. */
    public FilesAddress asList() {
        return as(LIST);
    }

    /** This page of the list, as tiles. */
    public FilesAddress asGrid() {
        return as(GRID);
    }

    private FilesAddress as(String view) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(VIEW, view);
        return new FilesAddress(changed);
    }

    /** Only the words of a search, and the place in what it finds. */
    public static FilesAddress searchOf(UriQuery query) {
        Map<String, String> parameters = ListParameters.of(query);
        parameters.keySet().retainAll(SEARCHED);
        return new FilesAddress(parameters);
    }

    public @Nullable String get(String name) {
        return parameters.get(name);
    }

    /** True where this is one of the values that are asked for. */
    public boolean has(String name, String value) {
        return values(name).contains(value);
    }

    private List<String> values(String name) {
        String values = parameters.get(name);
        return values == null ? List.of() : List.of(values.split(",", -1));
    }

    /** The address with one thing changed, from the first page; null takes it out. */
    public FilesAddress with(String name, @Nullable String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.keySet().removeAll(PLACE);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new FilesAddress(changed);
    }

    /** The address with this value on beside others if it was off, and the reverse. */
    public FilesAddress toggled(String name, String value) {
        List<String> values = new ArrayList<>(values(name));
        if (!values.remove(value)) {
            values.add(value);
        }
        return with(name, values.isEmpty() ? null : String.join(",", values));
    }

    public FilesAddress page(String cursor, long from) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put("cursor", cursor);
        changed.put("from", Long.toString(Math.max(1, from)));
        return new FilesAddress(changed);
    }

    /** Everything, in the same order. */
    public FilesAddress cleared() {
        Map<String, String> kept = new LinkedHashMap<>();
        if (parameters.containsKey("sort") && !sort().equals("match")) {
            kept.put("sort", sort());
        }
        if (isGrid()) {
            kept.put(VIEW, GRID);
        }
        return new FilesAddress(kept);
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
        // A folder's name is bytes and stays as it came.
        return name.equals("folder")
                ? value
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2C", ",");
    }

    /** What the box for searching says: contents where they are searched already. */
    public String searched() {
        return parameters.containsKey("text") ? "text" : "q";
    }

    /** What a search keeps: everything but what its own fields say, and the place in the list. */
    public List<Map.Entry<String, String>> hidden() {
        return parameters.entrySet().stream()
                .filter(e -> !List.of(searched(), "folder").contains(e.getKey()) && !PLACE.contains(e.getKey()))
                .toList();
    }

    /** What the form for more filters keeps: everything but what its own fields say, and the place in the list. */
    public List<Map.Entry<String, String>> hiddenBeside() {
        return parameters.entrySet().stream()
                .filter(e -> !MORE.contains(e.getKey()) && !PLACE.contains(e.getKey()))
                .toList();
    }

    /** How many of the fields of that form say something. */
    public long more() {
        return parameters.keySet().stream().filter(MORE::contains).count();
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
        return ListParameters.order(parameters);
    }

    /**
     * The list that the address asks for; {@link Problem} where it cannot be
     * understood.
     */
    public Listing listing() {
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        asked.remove("from");
        String view = asked.remove(VIEW);
        if (view != null && view() == null) {
            throw Problem.badRequest("view cannot be “" + view + "”; it is list or grid.");
        }
        return ListParameters.listing(asked).of(ROWS);
    }
}
