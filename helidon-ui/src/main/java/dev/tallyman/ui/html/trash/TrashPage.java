package dev.tallyman.ui.html.trash;

import dev.tallyman.look.Name;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.Toast;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Trash page.
 *
 * @param kept how long trashed files are kept, in words
 * @param next address of the next page; null on the last
 */
public record TrashPage(
        Frame frame,
        String lead,
        String kept,
        List<Row> rows,
        String range,
        @Nullable String next,
        @Nullable Toast toast) {
    /** A trashed file, and when it goes for good. */
    public record Row(long id, Name name, String size, Instant trashed, Instant goes) {
        public String url() {
            return "/files/" + id;
        }
    }

    /** The question before a purge. */
    public record Purge(Frame frame, String ids, String lead, List<Name> names, long more, String button) {}
}
