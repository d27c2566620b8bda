package dev.tallyman.ui.html.trash;

import dev.tallyman.look.Name;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.Toast;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The Trash page.
 *
 * @param kept how long trashed files are kept, in words
 * @param words that are searched for; empty for all files
 * @param next address of the next page; null on the last
 */
public record TrashPage(
        Frame frame,
        String lead,
        String kept,
        String words,
        List<Row> rows,
        String range,
        @Nullable String next,
        @Nullable Toast toast) {
    /** This page: what is searched for, from its start. */
    public String back() {
        return words.isEmpty() ? "/trash" : "/trash?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    /** How many of the rows whoever reads this may bring back. */
    public long restorable() {
        return rows.stream().filter(Row::restorable).count();
    }

    /** Of these, separated by commas. */
    public String ids() {
        return rows.stream()
                .filter(Row::restorable)
                .map(row -> Long.toString(row.id()))
                .collect(Collectors.joining(","));
    }

    /**
     * A trashed file, and when it goes for good.
     *
     * @param restorable whoever reads this may bring it back
     * @param purgeable and have it deleted for good
     */
    public record Row(
            long id, Name name, String size, Instant trashed, Instant goes, boolean restorable, boolean purgeable) {
        public String url() {
            return "/files/" + id;
        }
    }

    /** The question before a purge. */
    public record Purge(Frame frame, String ids, String lead, List<Name> names, long more, String button) {}
}
