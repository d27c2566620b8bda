package dev.tallyman.index.catalog;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.catalog.Revision.Difference;
import dev.tallyman.index.catalog.Revision.Said;
import dev.tallyman.index.database.Session;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The verdicts that moved since identification changed, for a report: of each present file what it was called before
 * today's detector read it again, and what it is called now.
 */
public final class ReportDataRevisions {
    // A file that was asked more than once has one first and one last word. What got other bytes since is another
    // matter.
    private static final String MOVED = """
            WITH span AS (
                SELECT file AS of, min(id) AS first, max(id) AS last FROM revision
                 WHERE detector = (SELECT value FROM meta WHERE key = 'detector') GROUP BY file),
            moved AS (
                SELECT of, was.old_category AS was_category, was.old_mime AS was_mime, was.old_puid AS was_puid,
                       was.old_format AS was_format, was.old_mismatch AS was_mismatch, was.old_rules AS was_rules,
                       was.old_detector AS was_detector,
                       now.category AS now_category, now.mime AS now_mime, now.puid AS now_puid,
                       now.format AS now_format, now.mismatch AS now_mismatch, now.rules AS now_rules,
                       now.detector AS now_detector
                  FROM span JOIN revision was ON was.id = first JOIN revision now ON now.id = last
                 WHERE (was.old_category, was.old_mime, was.old_puid, was.old_format, was.old_mismatch)
                       IS NOT (now.category, now.mime, now.puid, now.format, now.mismatch))
            """;

    private static final String PRESENT = " FROM moved JOIN file ON file.id = of WHERE " + ReportData.PRESENT + """
             AND file.detector = now_detector AND file.mime IS now_mime AND file.puid IS now_puid
             AND file.format IS now_format
            """;

    private static final String DIFFERENCE = """
            was_category, was_mime, was_puid, was_format, was_mismatch, was_rules, was_detector,
            now_category, now_mime, now_puid, now_format, now_mismatch, now_rules, now_detector""";

    private final Session session;

    ReportDataRevisions(Session session) {
        this.session = session;
    }

    /** A file whose verdict moved. */
    public record Moved(Difference difference, StoredFile file) {}

    /** From what to what, the most frequent first. */
    public void counted(ReportData.Taking<Counted<Difference>> each) throws IOException {
        ReportData.take(
                session,
                MOVED + "SELECT " + DIFFERENCE + ", count(*) AS files, sum(size) AS bytes" + PRESENT + "GROUP BY "
                        + DIFFERENCE + " ORDER BY files DESC, " + DIFFERENCE,
                row -> new Counted<>(difference(row), row.getLong("files"), row.getLong("bytes")),
                each);
    }

    /** The files behind it, those that moved alike beside each other. */
    public void files(ReportData.Taking<Moved> each) throws IOException {
        ReportData.take(
                session,
                MOVED + "SELECT " + FileMapper.COLUMNS + ", " + DIFFERENCE + PRESENT + "ORDER BY " + DIFFERENCE
                        + ", path",
                row -> new Moved(difference(row), FileMapper.of(row)),
                each);
    }

    private static Difference difference(ResultSet row) throws SQLException {
        return new Difference(
                Said.of(row, row.findColumn("was_category")), Said.of(row, row.findColumn("now_category")));
    }
}
