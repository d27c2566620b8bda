package dev.tallyman.index.catalog;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Session;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums over one state of the index: the part of {@link ReportData} that counts instead of lists.
 */
public final class ReportDataSums {
    private static final String DUPLICATED = """
            WITH twice AS MATERIALIZED (
              SELECT sha256 FROM file WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1
            ), same AS (
              SELECT sha256, count(*) AS copies, max(size) AS size
                FROM twice JOIN file USING (sha256)
               WHERE state <> 'trashed' AND state <> 'missing' AND size > 0
               GROUP BY sha256 HAVING count(*) > 1
            )
            """;

    private final Session session;

    ReportDataSums(Session session) {
        this.session = session;
    }

    /** A format with its files; null where it is not known. */
    public record Format(
            Category category,
            @Nullable String mime,
            @Nullable String puid,
            @Nullable String format,
            @Nullable String version) {
        public static Optional<Format> of(StoredFile file) {
            return file.category()
                    .filter(c -> c != Category.UNKNOWN && c != Category.EMPTY)
                    .map(c -> new Format(c, file.mime(), file.puid(), file.format(), file.version()));
        }
    }

    /** How many of something. */
    public record Counted<K>(K what, long files, long bytes) {}

    /** Files with the same bytes. */
    public record Duplicate(String sha256, long size, long copies) {
        /** The bytes of every copy but one. */
        public long wasted() {
            return size * (copies - 1);
        }
    }

    /** A name's ending that promises one thing, and the content that is another. */
    public record Pair(String extension, @Nullable String nameSays, Format content) {}

    /** Why files are where they are. */
    public record Reason(State state, String reason) {}

    /** Identified formats of present files, the most frequent first. */
    public void formats(ReportData.Taking<Counted<Format>> each) throws IOException {
        ReportData.take(session, """
                SELECT category, mime, puid, format, version, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing' AND category NOT IN ('', 'unknown', 'empty')
                 GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 2, 4, 5
                """, row -> new Counted<>(format(row, 1), row.getLong(6), row.getLong(7)), each);
    }

    private static Format format(ResultSet row, int from) throws SQLException {
        return new Format(
                Category.of(row.getString(from)),
                row.getString(from + 1),
                row.getString(from + 2),
                row.getString(from + 3),
                row.getString(from + 4));
    }

    /** Endings of present files in lower case, the most frequent first; empty for none. */
    public void extensions(ReportData.Taking<Counted<String>> each) throws IOException {
        ReportData.take(session, """
                SELECT extension, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing'
                 GROUP BY extension ORDER BY 2 DESC, 1
                """, row -> new Counted<>(row.getString(1), row.getLong(2), row.getLong(3)), each);
    }

    /** First folders with all that is below them, the heaviest first; empty for the root. */
    public void folders(ReportData.Taking<Counted<String>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT top, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing'
                 GROUP BY top ORDER BY 3 DESC, 1
                """,
                row -> {
                    byte[] top = row.getBytes(1);
                    String name = top == null || top.length == 0
                            ? ""
                            : FilePath.of(top).text() + "/";
                    return new Counted<>(name, row.getLong(2), row.getLong(3));
                },
                each);
    }

    /** Reasons of files that failed or need somebody, the most frequent first. */
    public void reasons(ReportData.Taking<Counted<Reason>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT state, coalesce(error, ''), count(*), sum(size) FROM file
                 WHERE state IN ('failed', 'quarantined') GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
                """,
                row -> new Counted<>(
                        new Reason(State.of(row.getString(1)), row.getString(2)), row.getLong(3), row.getLong(4)),
                each);
    }

    /** Endings and contents that disagree, the most frequent first. */
    public void mismatches(ReportData.Taking<Counted<Pair>> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT extension, name_says, category, mime, NULL, format, NULL, count(*), sum(size) FROM file
                 WHERE state <> 'trashed' AND state <> 'missing' AND category <> '' AND mismatch = 1
                   AND (mismatch = 1 OR risks <> '')
                 GROUP BY 1, 2, 3, 4, 6 ORDER BY 8 DESC, 1, 4
                """,
                row -> new Counted<>(
                        new Pair(row.getString(1), row.getString(2), format(row, 3)), row.getLong(8), row.getLong(9)),
                each);
    }

    /**
     * What somebody did, how often.
     *
     * @param who a person, empty where nobody signs in; or why a program began
     * @param lately how often of late
     * @param withToken how often by a script
     */
    public record Deeds(
            String who,
            boolean program,
            String deed,
            long times,
            long lately,
            long withToken,
            Instant first,
            Instant last) {}

    /** Deeds of people, and runs that nobody asked for, the most frequent first. */
    public void deeds(Instant since, ReportData.Taking<Deeds> each) throws IOException {
        ReportData.take(
                session,
                """
                SELECT who, program, deed, count(*), sum(at > ?), sum(token), min(at), max(at) FROM (
                  SELECT person AS who, 0 AS program, deed, token IS NOT NULL AS token, at FROM event
                  UNION ALL
                  SELECT trigger, 1, kind, 0, requested FROM run WHERE trigger <> 'click')
                 GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3
                """,
                row -> new Deeds(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        Objects.requireNonNull(Session.time(row, 7)),
                        Objects.requireNonNull(Session.time(row, 8))),
                each,
                since);
    }

    /** All duplicates together. */
    public record Duplicates(long groups, long copies, long wasted) {}

    /** Groups of present files with the same bytes, the most wasteful first. */
    public void duplicates(ReportData.Taking<Duplicate> each) throws IOException {
        ReportData.take(
                session,
                DUPLICATED + "SELECT sha256, size, copies FROM same ORDER BY (copies - 1) * size DESC, sha256",
                row -> new Duplicate(HexFormat.of().formatHex(row.getBytes(1)), row.getLong(2), row.getLong(3)),
                each);
    }

    /** Present files with these bytes, in the order of ids. */
    public void copies(String sha256, ReportData.Taking<StoredFile> each) throws IOException {
        ReportData.take(
                session,
                "SELECT " + FileMapper.COLUMNS + " FROM file WHERE sha256 = ? AND " + ReportData.PRESENT
                        + " ORDER BY id",
                FileMapper::of,
                each,
                (Object) HexFormat.of().parseHex(sha256));
    }
}
