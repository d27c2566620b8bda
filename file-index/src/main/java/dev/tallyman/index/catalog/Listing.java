package dev.tallyman.index.catalog;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files to list and how; null or false does not filter. Without a state, trashed and missing
 * files are left out.
 *
 * @param q part of the path, any case
 * @param folder path of a folder, without a final slash: files in it and below
 * @param cursor from the page before; null for the first
 * @param limit 1 to 1,000
 */
public record Listing(
        @Nullable String q,
        @Nullable FilePath folder,
        @Nullable Category category,
        @Nullable String mime,
        @Nullable State state,
        boolean mismatch,
        boolean risky,
        @Nullable Long run,
        Received received,
        Sort sort,
        boolean descending,
        @Nullable String cursor,
        int limit) {
    /**
     * What a list can be ordered by: each has an index, so that a page costs the same at any size.
     */
    public enum Sort {
        RECEIVED,
        SIZE,
        NAME
    }

    /**
     * When a file came, and with which others.
     *
     * @param since at or after
     * @param until before
     * @param batch what its sender called all that was sent together
     */
    public record Received(
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable String batch) {
        public static final Received EVER = new Received(null, null, null);
    }

    /** One page. {@code next} is null on the last. */
    public record Page(List<StoredFile> files, @Nullable String next) {}

    /** The same list of the files in one state. */
    public Listing in(State other) {
        return new Listing(
                q, folder, category, mime, other, mismatch, risky, run, received, sort, descending, cursor, limit);
    }

    /** All present files, newest first. */
    public static Listing newest(int limit) {
        return new Listing(
                null, null, null, null, null, false, false, null, Received.EVER, Sort.RECEIVED, true, null, limit);
    }
}
