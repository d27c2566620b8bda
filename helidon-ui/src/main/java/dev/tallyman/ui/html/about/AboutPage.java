package dev.tallyman.ui.html.about;

import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.Frame;
import java.time.Instant;
import java.util.List;

/**
 * What this server is and how it is.
 *
 * @param lead the version and whether all is well
 * @param notice whose work it holds
 */
public record AboutPage(
        Frame frame, String lead, List<Fact> versions, List<Fact> state, List<Backup> backups, String notice) {
    /** A copy of the index. */
    public record Backup(String name, String size, Instant made) {}
}
