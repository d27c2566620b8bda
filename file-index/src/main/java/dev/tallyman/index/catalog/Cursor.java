package dev.tallyman.index.catalog;

import dev.tallyman.file.StoredFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list: a row’s keys in its order, and whether the page goes on after it or ends
 * before it. So no page reads those before it, and a row that comes or goes moves no other.
 *
 * @param backward the page ends before the row
 * @param keys of the row; empty for the end of the list
 */
record Cursor(boolean backward, List<Object> keys) {
    private static final String TEXT = "t";
    private static final String BYTES = "b";

    Cursor {
        keys = List.copyOf(keys);
    }

    /**
     * @param place of the row among what a search in contents found
     */
    static Cursor at(StoredFile row, Listing.Sort sort, boolean backward, long place) {
        long arrived = row.received().toEpochMilli();
        String format = row.format() == null ? "" : row.format();
        List<Object> keys = switch (sort) {
            case RECEIVED -> List.of(arrived, row.id());
            case SIZE -> List.of(row.size(), row.id());
            case NAME -> List.of(row.path().bytes(), row.id());
            case CATEGORY ->
                List.of(row.category().map(category -> category.label()).orElse(""), arrived, row.id());
            case FORMAT -> List.of(format, arrived, row.id());
            case STATE -> List.of(row.state().label(), arrived, row.id());
            case MATCH -> List.of(place, row.id());
        };
        return new Cursor(backward, keys);
    }

    String text() {
        String text = Stream.concat(
                        Stream.of(backward ? "<" : ">"), keys.stream().map(Cursor::text))
                .collect(Collectors.joining(" "));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(Object key) {
        return switch (key) {
            case byte[] bytes -> BYTES + HexFormat.of().formatHex(bytes);
            case String text -> TEXT + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            default -> key.toString();
        };
    }

    /** {@link IllegalArgumentException} for what no list of this order gave. */
    static @Nullable Cursor of(@Nullable String text, Listing.Sort sort) {
        if (text == null) {
            return null;
        }
        if (text.equals(Listing.END)) {
            return new Cursor(true, List.of());
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", -1);
            List<Object> keys = Stream.of(parts).skip(1).map(Cursor::key).toList();
            if (parts[0].matches("[<>]") && shape(keys).equals(shape(sort))) {
                return new Cursor(parts[0].equals("<"), keys);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unknown(e);
        }
        throw unknown(null);
    }

    private static IllegalArgumentException unknown(@Nullable Exception cause) {
        return new IllegalArgumentException("This cursor is not one that a list gave; begin without it.", cause);
    }

    private static Object key(String text) {
        String kind = text.substring(0, 1);
        return switch (kind) {
            case BYTES -> HexFormat.of().parseHex(text, 1, text.length());
            case TEXT -> new String(HexFormat.of().parseHex(text, 1, text.length()), StandardCharsets.UTF_8);
            default -> Long.valueOf(text);
        };
    }

    private static List<String> shape(List<Object> keys) {
        return keys.stream().map(key -> key.getClass().getSimpleName()).toList();
    }

    private static List<String> shape(Listing.Sort sort) {
        return switch (sort) {
            case RECEIVED, SIZE, MATCH -> List.of("Long", "Long");
            case NAME -> List.of("byte[]", "Long");
            case CATEGORY, FORMAT, STATE -> List.of("String", "Long", "Long");
        };
    }
}
