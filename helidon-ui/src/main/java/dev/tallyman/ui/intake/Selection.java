package dev.tallyman.ui.intake;

import dev.tallyman.index.catalog.Catalog;
import dev.tallyman.index.catalog.Filter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which of many files: those that were picked, or all that match. */
public sealed interface Selection {
    /** By their ids. */
    record Picked(List<Long> ids) implements Selection {
        public Picked {
            ids = ids.stream().distinct().sorted().toList();
        }
    }

    /**
     * All that match, and were there when that was said.
     *
     * @param words the filter as an address has it
     * @param last the highest id of then
     */
    record Matching(Filter filter, String words, long last) implements Selection {
        /** All that the parameters of a list show. */
        public static Matching of(Catalog catalog, Map<String, String> parameters) {
            String words = parameters.entrySet().stream()
                    .map(each -> each.getKey() + "=" + each.getValue())
                    .collect(Collectors.joining(" "));
            return new Matching(ListParameters.listing(parameters).filter(), words, catalog.lastId());
        }
    }

    /** How many. */
    default long count(Catalog catalog) {
        return switch (this) {
            case Picked picked -> picked.ids().size();
            case Matching matching -> catalog.count(matching.filter(), Integer.MAX_VALUE);
        };
    }

    /** The ids after one, in their order. */
    default List<Long> ids(Catalog catalog, long after, int limit) {
        return switch (this) {
            case Picked picked ->
                picked.ids().stream().filter(id -> id > after).limit(limit).toList();
            case Matching matching -> catalog.ids(matching.filter(), after, matching.last(), limit);
        };
    }

    /** For people. */
    default String subject(long files) {
        String many = files == 1 ? "1 file" : files + " files";
        return switch (this) {
            case Picked _ -> many;
            case Matching matching -> matching.words().isEmpty() ? many : many + ": " + matching.words();
        };
    }
}
