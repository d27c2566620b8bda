package dev.tallyman.identification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The identification's knowledge as data: tab-separated files beside the classes. */
final class KnowledgeTable {
    private KnowledgeTable() {}

    /** One line; trailing empty cells may be left out. */
    record Row(List<String> cells) {
        @Nullable
        String text(int column) {
            return column < cells.size() && !cells.get(column).isEmpty() ? cells.get(column) : null;
        }

        String required(int column) {
            return Objects.requireNonNull(text(column), () -> String.join("\t", cells));
        }
    }

    /**
     * Reads a table by its first column, which may list several keys separated by spaces; rows of
     * one key keep their order.
     */
    static <T> Map<String, List<T>> grouped(String name, Function<Row, T> read) {
        Map<String, List<T>> groups = new HashMap<>();
        for (String line : lines(name)) {
            if (line.isBlank() || line.startsWith("//")) {
                continue;
            }
            Row row = new Row(List.of(line.split("\t", -1)));
            T value = read.apply(row);
            for (String key : row.required(0).split(" ", -1)) {
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
            }
        }
        return Map.copyOf(groups);
    }

    /** All lines of a table. */
    static List<String> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8).lines().toList();
    }

    /** A table as it is. */
    static byte[] bytes(String name) {
        try (InputStream in = KnowledgeTable.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The table " + name + " cannot be read.", e);
        }
    }
}
