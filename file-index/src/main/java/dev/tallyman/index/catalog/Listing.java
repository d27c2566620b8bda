package dev.tallyman.index.catalog;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list: which files, in which order, from where on.
 *
 * @param cursor from the page before or after, or {@link #END}; null for the first page
 * @param limit 1 to 1,000
 */
public record Listing(
        Filter filter,
        Sort sort,
        boolean descending,
        @Nullable String cursor,
        int limit) {
    /** The cursor of the last page. */
    public static final String END = "end";

    /**
     * What a list can be ordered by: each has an index, so that a page costs the same at any size.
     */
    public enum Sort {
        RECEIVED,
        SIZE,
        NAME,
        CATEGORY,
        FORMAT,
        STATE,
        /** What was searched for in contents: the best first. It is the order of a search and needs one. */
        MATCH
    }

    /** One page. {@code next} is null on the last, {@code previous} on the first. */
    public record Page(
            List<StoredFile> files,
            @Nullable String next,
            @Nullable String previous) {}

    /** The same of the files in one state. */
    public Listing in(State state) {
        return new Listing(filter.in(state), sort, descending, cursor, limit);
    }

    /** The same, with so many files on a page. */
    public Listing of(int most) {
        return new Listing(filter, sort, descending, cursor, most);
    }

    /** The same, from another place on; null for its begin. */
    public Listing from(@Nullable String place) {
        return new Listing(filter, sort, descending, place, limit);
    }

    /** The same of other files. */
    Listing of(Filter other) {
        return new Listing(other, sort, descending, cursor, limit);
    }

    /** The newest files of a filter. */
    public static Listing newest(Filter filter, int limit) {
        return new Listing(filter, Sort.RECEIVED, true, null, limit);
    }

    /** All present files, newest first. */
    public static Listing newest(int limit) {
        return newest(Filter.PRESENT, limit);
    }
}
