package dev.tallyman.ui.html.reports;

import dev.tallyman.ui.html.page.Frame;
import java.time.Instant;
import java.util.List;

/**
 * Two reports side by side, the older one first.
 *
 * @param files the address of the page that compares them file by file
 */
public record ComparePage(Frame frame, String lead, Side before, Side after, String files, List<Group> groups) {
    /** One of them. */
    public record Side(String title, String url, Instant at) {}

    /**
     * Numbers of one kind.
     *
     * @param note what is not shown; empty for nothing
     */
    public record Group(String id, String title, String what, List<Row> rows, String note) {}

    /** One number in both. */
    public record Row(String name, String before, String after, String difference) {}
}
