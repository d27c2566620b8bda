package dev.tallyman.report.count;

import dev.tallyman.report.data.Column;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One file that changed; {@code before} and {@code after} in words. */
public record Change(
        Kind kind, long id, String path, @Nullable String pathBytes, String before, String after) {
    static final List<Column<Change>> COLUMNS = List.of(
            Column.of("change", c -> c.kind().label()),
            Column.of("id", c -> c.id()),
            Column.of("path", c -> c.path()),
            Column.of("path_bytes", c -> c.pathBytes()),
            Column.of("before", c -> c.before()),
            Column.of("after", c -> c.after()));

    /** What can happen to a file between two reports. */
    public enum Kind {
        NEW("New files", "Files that the previous report did not know."),
        GONE("Files that are gone", "Files that the previous report had and that are not here any more."),
        IDENTIFIED(
                "Files identified differently",
                "The same bytes were identified as something else: rules or signatures know more, or less, than before."),
        CONTENT("Files whose content changed", "The same file with other bytes than before."),
        NEEDS("Files that need you now", "Set aside since the previous report.");

        private final String title;
        private final String why;

        Kind(String title, String why) {
            this.title = title;
            this.why = why;
        }

        public String title() {
            return title;
        }

        public String why() {
            return why;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
