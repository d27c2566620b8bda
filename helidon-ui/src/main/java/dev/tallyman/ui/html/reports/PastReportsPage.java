package dev.tallyman.ui.html.reports;

import dev.tallyman.ui.html.page.Frame;
import java.time.Instant;
import java.util.List;

/** The reports that are kept, the newest first. */
public record PastReportsPage(Frame frame, String lead, List<Row> rows) {
    /**
     * A report.
     *
     * @param name of its folder, by which it is chosen
     * @param changed since the one before it
     */
    public record Row(String name, String title, String url, Instant at, String files, String bytes, String changed) {}
}
