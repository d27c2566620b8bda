package dev.tallyman.ui.html.file;

import dev.tallyman.file.Category;
import dev.tallyman.look.Name;
import dev.tallyman.ui.html.page.Fact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file, as its page shows it.
 *
 * @param note how far describing is, or what it leaves out; null where all of it stands
 * @param groups what is known of its content, by kind
 * @param dangers each with what it means and what to do
 * @param held why its bytes are given to nobody; null where they are
 * @param members null where it is nothing that holds files
 */
public record Inside(
        @Nullable String note,
        List<Group> groups,
        List<Danger> dangers,
        @Nullable Hold held,
        @Nullable Members members) {
    /** True where there is nothing to say. */
    public boolean isEmpty() {
        return note == null && groups.isEmpty() && members == null;
    }

    /**
     * It is held.
     *
     * @param waits a sweep has yet to look into it: nobody can let it go before
     */
    public record Hold(String why, boolean waits) {}

    /** Facts of one kind. */
    public record Group(String title, List<Fact> facts) {}

    /**
     * A risk in the content.
     *
     * @param url the files that have it too
     */
    public record Danger(String label, String meaning, String url) {}

    /**
     * A page of the files inside it.
     *
     * @param range {@code 1 to 100 of 1,000}
     * @param first address of the first page; null on it
     * @param previous null on the first
     * @param next null on the last
     */
    public record Members(
            String title,
            String range,
            List<Row> rows,
            @Nullable String first,
            @Nullable String previous,
            @Nullable String next) {}

    /**
     * A file inside it.
     *
     * @param format what it is; empty where it was not looked at
     * @param size unpacked; empty where it is not said
     */
    public record Row(
            Name name,
            @Nullable Category category,
            String format,
            String size,
            @Nullable Instant modified,
            boolean encrypted) {}
}
