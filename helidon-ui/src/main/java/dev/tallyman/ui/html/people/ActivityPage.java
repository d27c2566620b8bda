package dev.tallyman.ui.html.people;

import dev.tallyman.look.Name;
import dev.tallyman.ui.html.page.Frame;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, the newest first.
 *
 * @param person whose alone; empty for everybody’s
 * @param deed which alone; empty for all
 * @param deeds all there are, as they are written
 * @param older the page before this in time; null on the last
 */
public record ActivityPage(
        Frame frame,
        String person,
        String deed,
        List<String> deeds,
        List<Row> rows,
        @Nullable String older) {
    /**
     * One thing that was done.
     *
     * @param by by what else than the person themselves; empty for nothing
     * @param to where it went; null where it stayed
     * @param url of what it was done to; null where it has no page
     */
    public record Row(
            Instant at,
            String person,
            String by,
            String deed,
            Name subject,
            @Nullable String to,
            @Nullable String url,
            String origin) {}
}
