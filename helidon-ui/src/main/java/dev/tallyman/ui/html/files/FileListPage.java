package dev.tallyman.ui.html.files;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.FilesAddress;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.Toast;
import dev.tallyman.volume.disk.FilePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Files page.
 *
 * @param empty what to say instead of rows
 * @param toast what has just been done; null for nothing
 */
public record FileListPage(
        Frame frame,
        Overview overview,
        FilesAddress query,
        Chips chips,
        List<Folder> folders,
        Table table,
        Empty empty,
        Target target,
        @Nullable Toast toast) {
    /**
     * The files.
     *
     * @param range {@code 1 to 100 of 12,408, newest first}
     * @param next address of the next page; null on the last
     * @param seen newest arrival on this page, in milliseconds: what comes later is "new"
     */
    public record Table(
            List<Column> columns,
            List<FileRow> rows,
            String range,
            @Nullable String next,
            long seen) {}

    /** What to say instead of rows. */
    public enum Empty {
        /** There are rows. */
        NO,
        /** Nothing was ever uploaded. */
        INTAKE,
        /** The filters leave nothing over. */
        FILTER
    }

    /** Where uploads from this page go. */
    public record Target(String folder, String url, String free) {}

    /** A folder to choose from; the first is all of them. */
    public record Folder(String value, String text, boolean chosen) {}

    /** A head of a column that sorts; {@code order} is ascending, descending or null. */
    public record Column(
            String name, String css, String url, @Nullable String order) {}

    /** A filter that is on or off. */
    public record Chip(String text, String count, String css, String glyph, boolean on, String url) {}

    public record Chips(List<Chip> categories, List<Chip> states, List<Chip> flags) {
        static Chips of(Totals totals, FilesAddress query) {
            List<Chip> categories = new ArrayList<>();
            for (var entry : Overview.byCount(totals)) {
                categories.add(category(entry.getKey(), entry.getValue(), query));
            }
            String chosen = query.get("category");
            if (chosen != null && categories.stream().noneMatch(Chip::on)) {
                for (Category category : Category.values()) {
                    if (category.label().equals(chosen)) {
                        categories.add(category(category, totals.of(category), query));
                    }
                }
            }
            List<Chip> states = new ArrayList<>();
            for (State state : State.values()) {
                if (state.present() || query.has("state", state.label())) {
                    states.add(new Chip(
                            Words.state(state),
                            Words.count(totals.of(state).files()),
                            Words.meaning(state),
                            Words.glyph(state),
                            query.has("state", state.label()),
                            query.toggled("state", state.label()).url()));
                }
            }
            return new Chips(
                    List.copyOf(categories),
                    List.copyOf(states),
                    List.of(
                            flag("mismatch", "mismatch", totals.mismatches(), query),
                            flag("risky", "risk", totals.risky(), query)));
        }

        private static Chip category(Category category, Totals.Count count, FilesAddress query) {
            return new Chip(
                    category.label(),
                    Words.count(count.files()),
                    Words.hue(category),
                    "",
                    query.has("category", category.label()),
                    query.toggled("category", category.label()).url());
        }

        private static Chip flag(String name, String text, Totals.Count count, FilesAddress query) {
            return new Chip(
                    text,
                    Words.count(count.files()),
                    "need",
                    text,
                    query.has(name, "true"),
                    query.toggled(name, "true").url());
        }
    }

    /** Heads of the columns that sort, for the order that the address asks for. */
    static List<Column> columns(FilesAddress query) {
        return List.of(
                column(query, "Name", "c-name", "name", false),
                column(query, "Size", "c-size num", "size", true),
                column(query, "Received", "c-when", "received", true));
    }

    private static Column column(FilesAddress query, String name, String css, String key, boolean descendingFirst) {
        String now = query.sort();
        boolean current = now.endsWith(key);
        boolean descending = now.startsWith("-");
        boolean wanted = current ? !descending : descendingFirst;
        return new Column(
                name,
                css,
                query.with("sort", (wanted ? "-" : "") + key).url(),
                current ? (descending ? "descending" : "ascending") : null);
    }

    /** All folders first, then those at the root. Names that are not text cannot be in a form. */
    static List<Folder> folders(List<FilePath> top, FilesAddress query) {
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
        FilePath other = query.listing().folder();
        if (!found && other != null) {
            folders.add(1, new Folder(other.text(), label(other), true));
        }
        return List.copyOf(folders);
    }

    private static String label(FilePath folder) {
        return dev.tallyman.look.Name.of(folder).plain() + "/";
    }
}
