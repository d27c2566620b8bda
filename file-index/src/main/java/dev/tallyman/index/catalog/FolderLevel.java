package dev.tallyman.index.catalog;

import dev.tallyman.volume.disk.FilePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders that lie directly in one folder or at the root, in byte order.
 *
 * @param more there are others than these
 */
public record FolderLevel(List<Folder> folders, boolean more) {
    public FolderLevel {
        folders = List.copyOf(folders);
    }

    /**
     * A folder and the present files below it.
     *
     * @param count null where it was not asked for
     * @param more there are more files than were counted
     */
    public record Folder(FilePath path, Totals.@Nullable Count count, boolean more) {}
}
