package dev.tallyman.ui.html.files;

import dev.tallyman.index.search.Snippet;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.FilesAddress;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.Toast;
import dev.tallyman.volume.disk.FilePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Files page.
 *
 * @param trouble what the address asks for that no list has; null where it can be understood
 * @param toast what has just been done; null for nothing
 */
public record FileListPage(
        Frame frame,
        Overview overview,
        FilesAddress query,
        FilterChips chips,
        List<Folder> folders,
        FolderTree tree,
        Heading heading,
        Table table,
        Empty empty,
        @Nullable String trouble,
        Target target,
        @Nullable Toast toast) {
    /**
     * The files.
     *
     * @param seen newest arrival on this page, in milliseconds: what comes later is "new"
     * @param matching how many all pages hold: {@code 4,788}
     * @param said where the words of a search stand, by the file
     * @param found what contents say beside the names; null for nothing
     */
    public record Table(
            List<Column> columns,
            List<FileRow> rows,
            Paging paging,
            long seen,
            String matching,
            Map<Long, List<Snippet.Piece>> said,
            ContentSearch.@Nullable Found found) {}

    /** The same page without a list, and why. */
    FileListPage inTrouble(String sentence) {
        return new FileListPage(
                frame,
                overview,
                query,
                chips,
                folders,
                tree,
                new Heading("No list", null, null),
                table,
                Empty.TROUBLE,
                sentence,
                target,
                toast);
    }

    /** What to say instead of rows. */
    public enum Empty {
        /** There are rows. */
        NO,
        /** Nothing was ever uploaded. */
        INTAKE,
        /** The filters leave nothing over. */
        FILTER,
        /** The address cannot be understood. */
        TROUBLE
    }

    /**
     * What is shown: {@code 355 documents with a wrong ending, 1.2 GB}.
     *
     * @param clear address of the list without filters; null where there are none
     * @param note what the search cannot do yet; null for nothing
     */
    public record Heading(
            String text, @Nullable String clear, @Nullable String note) {}

    /**
     * The other pages of the list: their addresses, null where there is none.
     *
     * @param range {@code 1 to 100 of 12,408, newest first}
     */
    public record Paging(
            String range,
            @Nullable String first,
            @Nullable String previous,
            @Nullable String next,
            @Nullable String last) {
        /** True where this page is the only one. */
        public boolean isAll() {
            return previous == null && next == null;
        }
    }

    /** Where uploads from this page go. */
    public record Target(String folder, String url, String free) {}

    /** A folder to choose from; the first is all of them. */
    public record Folder(String value, String text, boolean chosen) {}

    /** A head of a column that sorts; {@code order} is ascending, descending or null. */
    public record Column(
            String name, String css, String url, @Nullable String order) {}

    /** Heads of the columns, for the order that the address asks for. */
    static List<Column> columns(FilesAddress query) {
        return List.of(
                column(query, "Name", "c-name", "name", false),
                column(query, "Category", "c-kind", "category", false),
                column(query, "Format", "c-format", "format", false),
                column(query, "Size", "c-size num", "size", true),
                column(query, "Received", "c-when", "received", true),
                column(query, "State", "c-state", "state", false));
    }

    private static Column column(FilesAddress query, String name, String css, String key, boolean descendingFirst) {
        String now = query.sort();
        boolean descending = now.startsWith("-");
        boolean current = now.equals(descending ? "-" + key : key);
        boolean wanted = current ? !descending : descendingFirst;
        return new Column(
                name,
                css,
                query.with("sort", (wanted ? "-" : "") + key).url(),
                current ? (descending ? "descending" : "ascending") : null);
    }

    /** All folders first, then those at the root. Names that are not text cannot be in a form. */
    static List<Folder> folders(List<FilePath> top, FilesAddress query, @Nullable FilePath other) {
        String chosen = query.get("folder");
        List<Folder> folders = new ArrayList<>();
        folders.add(new Folder("", "All folders", chosen == null));
        boolean found = chosen == null;
        for (FilePath folder : top) {
            if (folder.isUtf8()) {
                boolean on = folder.url().equals(chosen);
                found |= on;
                folders.add(new Folder(folder.text(), label(folder), on));
            }
        }
        if (!found && other != null) {
            folders.add(1, new Folder(other.text(), label(other), true));
        }
        return List.copyOf(folders);
    }

    private static String label(FilePath folder) {
        return dev.tallyman.look.Name.of(folder).plain() + "/";
    }
}
