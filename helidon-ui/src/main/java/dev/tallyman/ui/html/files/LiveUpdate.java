package dev.tallyman.ui.html.files;

import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.FilesAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the Files page may have changed since it was sent: the script puts each part in the place
 * of its like, and nothing moves.
 *
 * @param rows those that are on the page, as they are now
 * @param news {@code 5 new, show}; null for none
 */
public record LiveUpdate(
        String title,
        Overview overview,
        FilesAddress query,
        FilterChips chips,
        FolderTree tree,
        FileListPage.Heading heading,
        String trashed,
        List<FileRow> rows,
        @Nullable String news,
        String newsUrl,
        Instant now) {}
