package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that reading a file again changed.
 *
 * @param run that read it again
 */
public record Revision(long file, long run, Instant at, Said was, Said is) {
    private static final String COLUMNS = """
            old_category, old_mime, old_puid, old_format, old_mismatch, old_rules, old_detector,
            category, mime, puid, format, mismatch, rules, detector""";

    /** A verdict, and what decided it. */
    public record Said(
            String category,
            @Nullable String mime,
            @Nullable String puid,
            @Nullable String format,
            boolean mismatch,
            @Nullable String rules,
            @Nullable String detector) {
        /** As people are told, such as {@code PDF 1.7 (fmt/276)}. */
        public String words() {
            String known = format != null ? format : mime != null ? mime : category;
            return (puid == null ? known : known + " (" + puid + ")") + (mismatch ? ", misnamed" : "");
        }

        static Said of(ResultSet row, int first) throws SQLException {
            return new Said(
                    row.getString(first),
                    row.getString(first + 1),
                    row.getString(first + 2),
                    row.getString(first + 3),
                    row.getBoolean(first + 4),
                    row.getString(first + 5),
                    row.getString(first + 6));
        }
    }

    /** From what to what a verdict changed. */
    public record Difference(Said was, Said is) {
        /** Why it changed: what decides is another one, or the same was asked once more. */
        public String why() {
            boolean detectors = !Objects.equals(was.detector(), is.detector());
            boolean rules = !Objects.equals(was.rules(), is.rules());
            String by = was.detector() + " → " + is.detector();
            return detectors ? rules ? by + ", and other rules" : by : rules ? "other rules" : "the same once more";
        }
    }

    /** Why it changed. */
    public String why() {
        return new Difference(was, is).why();
    }

    /** A file's, the oldest first; the last so many. */
    static List<Revision> of(Session session, long file, int last) throws SQLException {
        return session.list("SELECT * FROM (SELECT id, file, run, at, " + COLUMNS + """
                 FROM revision WHERE file = ? ORDER BY id DESC LIMIT ?) ORDER BY id
                """, Revision::of, file, last);
    }

    private static Revision of(ResultSet row) throws SQLException {
        return new Revision(
                row.getLong(2),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4)),
                Said.of(row, 5),
                Said.of(row, 12));
    }
}
