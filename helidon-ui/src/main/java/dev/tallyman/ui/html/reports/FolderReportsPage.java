package dev.tallyman.ui.html.reports;

import dev.tallyman.look.Name;
import dev.tallyman.ui.html.page.Frame;
import java.util.List;

/**
 * The reports that somebody may read who does not see the whole intake.
 *
 * @param folders those of single folders
 */
public record FolderReportsPage(Frame frame, List<Folder> folders) {
    /** The newest report of a folder. */
    public record Folder(Name name, String url) {}
}
