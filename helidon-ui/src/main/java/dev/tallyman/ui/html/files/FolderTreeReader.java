package dev.tallyman.ui.html.files;

import dev.tallyman.index.catalog.Catalog;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.FolderLevel;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Name;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FilesAddress;
import dev.tallyman.volume.disk.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folders beside the list. A page holds those at the root, the way to the folder that is shown,
 * and those in it.
 */
record FolderTreeReader(Catalog catalog) {
    /** Steps of a long way that are shown; those before are left out. */
    private static final int STEPS = 8;

    /** What a page begins with. */
    FolderTree around(FilesAddress query, Filter filter) {
        FolderTree root = level(query, filter, Optional.empty());
        FilePath shown = folder(filter).orElse(null);
        if (shown == null) {
            return root;
        }
        List<FilePath> way = way(shown);
        FilePath top = way.getFirst();
        FolderTree below = level(query, filter, Optional.of(shown));
        for (FilePath step :
                way.subList(Math.max(1, way.size() - STEPS), way.size()).reversed()) {
            below = new FolderTree(List.of(node(query, step).opened(below, step.equals(shown))), false);
        }
        List<FolderTree.Node> nodes = new ArrayList<>();
        String url = node(query, top).url();
        FolderTree.Node found = root.nodes().stream()
                .filter(node -> node.url().equals(url))
                .findFirst()
                .orElse(null);
        if (found == null) {
            nodes.add(node(query, top).opened(below, top.equals(shown)));
        }
        for (FolderTree.Node node : root.nodes()) {
            nodes.add(node.equals(found) ? node.opened(below, top.equals(shown)) : node);
        }
        return new FolderTree(nodes, root.more());
    }

    private static Optional<FilePath> folder(Filter filter) {
        return filter.find(Condition.Below.class).map(Condition.Below::folder);
    }

    private static List<FilePath> way(FilePath folder) {
        List<FilePath> way = new ArrayList<>();
        for (Optional<FilePath> step = Optional.of(folder);
                step.isPresent();
                step = step.get().parent()) {
            way.addFirst(step.get());
        }
        return way;
    }

    private FolderTree level(FilesAddress query, Filter filter, Optional<FilePath> in) {
        // The numbers are of all files: beside a list of some of them they would mislead.
        boolean counts = filter.without(Condition.Below.class).conditions().isEmpty();
        FolderLevel level = catalog.folders(in, counts);
        return new FolderTree(
                level.folders().stream().map(folder -> node(query, folder)).toList(), level.more());
    }

    private static FolderTree.Node node(FilesAddress query, FolderLevel.Folder folder) {
        FilesAddress there = query.with("folder", folder.path().url());
        return new FolderTree.Node(
                Name.of(folder.path().last()),
                there.url(),
                folder.count() == null ? null : Words.count(folder.count().files()) + (folder.more() ? "+" : ""),
                folder.count() == null ? null : said(folder.count(), folder.more()),
                false,
                null);
    }

    private static String said(Totals.Count count, boolean more) {
        String size = Words.size(count.bytes());
        return Words.files(count.files()) + (more ? " or more, at least " : ", ") + size;
    }

    private static FolderTree.Node node(FilesAddress query, FilePath folder) {
        return new FolderTree.Node(
                Name.of(folder.last()), query.with("folder", folder.url()).url(), null, null, false, null);
    }
}
