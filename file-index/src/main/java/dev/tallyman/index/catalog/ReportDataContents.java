package dev.tallyman.index.catalog;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.ReportDataSums.Counted;
import dev.tallyman.index.database.Session;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is in files, for a report: what their metadata say, and what lies inside them. */
public final class ReportDataContents {
    private final Session session;

    ReportDataContents(Session session) {
        this.session = session;
    }

    /** What metadata say in few different words. */
    public enum Aspect {
        CAMERA("""
                CASE WHEN instr(metadata ->> '$."tiff:Model"', coalesce(metadata ->> '$."tiff:Make"', '')) = 1
                     THEN metadata ->> '$."tiff:Model"'
                     ELSE trim(coalesce(metadata ->> '$."tiff:Make"', '') || ' '
                               || coalesce(metadata ->> '$."tiff:Model"', '')) END""", "camera IS NOT NULL"),
        YEAR_TAKEN("strftime('%Y', taken / 1000, 'unixepoch')", "taken IS NOT NULL"),
        AUTHOR("""
                CASE json_type(metadata, '$."dc:creator"')
                     WHEN 'array' THEN (SELECT group_concat(value, ', ') FROM json_each(metadata, '$."dc:creator"'))
                     ELSE coalesce(metadata ->> '$."dc:creator"', metadata ->> '$."Message:From"') END""", "author IS NOT NULL"),
        LANGUAGE("lower(metadata ->> '$.\"dc:language\"')", "metadata ->> '$.\"dc:language\"' IS NOT NULL"),
        PDF_A("metadata ->> '$.\"pdfa:claim\"'", "pages IS NOT NULL AND metadata ->> '$.\"pdfa:claim\"' IS NOT NULL");

        private final String value;
        private final String said;

        Aspect(String value, String said) {
            this.value = value;
            this.said = said;
        }
    }

    /** A file and what it says. */
    public record Told(String value, StoredFile file) {}

    /** What lies in archives and e-mails; null where it is not known. */
    public record MemberFormat(
            String category,
            @Nullable String mime,
            @Nullable String format) {}

    /** A number that many files say. */
    public record Sum(long files, long total) {}

    /** What present files say, the most frequent first. */
    public void counted(Aspect aspect, ReportData.Taking<Counted<String>> each) throws IOException {
        ReportData.take(
                session,
                "SELECT " + aspect.value + ", count(*), sum(size) FROM file WHERE " + aspect.said + " AND "
                        + ReportData.PRESENT + " GROUP BY 1 ORDER BY 2 DESC, 1",
                row -> new Counted<>(row.getString(1), row.getLong(2), row.getLong(3)),
                each);
    }

    /** The files that say it, each beside what it says. */
    public void files(Aspect aspect, ReportData.Taking<Told> each) throws IOException {
        ReportData.take(
                session,
                "SELECT " + FileMapper.COLUMNS + ", " + aspect.value + " AS told FROM file WHERE " + aspect.said
                        + " AND " + ReportData.PRESENT + " ORDER BY told, path",
                row -> new Told(row.getString("told"), FileMapper.of(row)),
                each);
    }

    /** Formats of what lies inside present files, the most frequent first. */
    public void members(ReportData.Taking<Counted<MemberFormat>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT coalesce(member.category, 'unknown'), member.mime, member.format, count(*),
                       sum(coalesce(member.size, 0))
                  FROM member JOIN file ON file.id = member.file
                 WHERE state <> 'trashed' AND state <> 'missing'
                 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3
                """,
                row -> new Counted<>(
                        new MemberFormat(row.getString(1), row.getString(2), row.getString(3)),
                        row.getLong(4),
                        row.getLong(5)),
                each);
    }

    /** The pages of present files. */
    public Sum pages() {
        return sum("pages");
    }

    /** How long present files play, in milliseconds. */
    public Sum duration() {
        return sum("duration");
    }

    private Sum sum(String column) {
        return ReportData.ask(() -> session.one(
                        "SELECT count(*), sum(" + column + ") FROM file WHERE " + column + " IS NOT NULL AND "
                                + ReportData.PRESENT,
                        row -> new Sum(row.getLong(1), row.getLong(2)))
                .orElse(new Sum(0, 0)));
    }
}
