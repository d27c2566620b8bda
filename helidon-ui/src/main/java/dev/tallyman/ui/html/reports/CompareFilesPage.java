package dev.tallyman.ui.html.reports;

import dev.tallyman.look.Name;
import dev.tallyman.ui.html.page.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two reports file by file.
 *
 * @param numbers the address of the page that compares their numbers
 * @param all the address of a file with all differences
 */
public record CompareFilesPage(
        Frame frame,
        String lead,
        ComparePage.Side before,
        ComparePage.Side after,
        List<Group> groups,
        String numbers,
        String all) {
    /**
     * Files with which the same has happened.
     *
     * @param note which of them are not shown; empty for none
     */
    public record Group(String id, String title, List<Row> rows, String note) {}

    /**
     * A file.
     *
     * @param url of its page; null where it has none any more
     */
    public record Row(Name name, @Nullable String url, String what) {}
}
