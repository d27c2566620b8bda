package dev.tallyman.ui.html.files;

import dev.tallyman.look.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folders beside the list, one level of them.
 *
 * @param more there are others than these
 */
public record FolderTree(List<Node> nodes, boolean more) {
    public FolderTree {
        nodes = List.copyOf(nodes);
    }

    /**
     * A folder.
     *
     * @param url of its files
     * @param count {@code 12,408}; null where only a part of its files is asked for, or it was not counted
     * @param title its count and size in words
     * @param below the folders in it that are shown; null for none
     */
    public record Node(
            Name name,
            String url,
            @Nullable String count,
            @Nullable String title,
            boolean current,
            @Nullable FolderTree below) {
        Node opened(FolderTree tree, boolean isCurrent) {
            return new Node(name, url, count, title, isCurrent, tree);
        }
    }
}
