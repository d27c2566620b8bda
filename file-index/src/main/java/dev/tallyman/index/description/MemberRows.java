package dev.tallyman.index.description;

import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.file.Member;
import dev.tallyman.index.database.Session;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of what lies inside files. */
public final class MemberRows {
    private MemberRows() {}

    /**
     * A member as it is listed.
     *
     * @param number its place, from 1
     * @param name of each byte a character, as in {@link Member}
     */
    public record Row(
            int number,
            String name,
            @Nullable Long size,
            @Nullable Long packed,
            @Nullable Instant modified,
            boolean encrypted,
            @Nullable String mime,
            @Nullable String puid,
            @Nullable String format,
            @Nullable Category category) {
        /** The name’s bytes. */
        public byte[] bytes() {
            return name.getBytes(StandardCharsets.ISO_8859_1);
        }

        /** The name for people. */
        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    static void write(Session session, long file, List<Member> members) throws SQLException {
        delete(session, file);
        int number = 0;
        for (Member member : members) {
            Identification what = member.what();
            session.update(
                    "INSERT INTO member VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    file,
                    ++number,
                    member.name().getBytes(StandardCharsets.ISO_8859_1),
                    member.size(),
                    member.packed(),
                    member.modified(),
                    member.encrypted(),
                    what == null ? null : what.mime(),
                    what == null ? null : what.puid(),
                    what == null ? null : what.format(),
                    what == null ? null : what.category());
        }
    }

    /** Forgets what lies inside a file. */
    public static void delete(Session session, long file) throws SQLException {
        session.update("DELETE FROM member WHERE file = ?", file);
    }

    static List<Row> list(Session session, long file, int after, int limit) throws SQLException {
        return session.list("""
                SELECT number, name, size, packed, modified, encrypted, mime, puid, format, category FROM member
                 WHERE file = ? AND number > ? ORDER BY number LIMIT ?
                """, MemberRows::of, file, after, limit);
    }

    private static Row of(ResultSet row) throws SQLException {
        String category = row.getString(10);
        return new Row(
                row.getInt(1),
                new String(row.getBytes(2), StandardCharsets.ISO_8859_1),
                number(row, 3),
                number(row, 4),
                Session.time(row, 5),
                row.getInt(6) == 1,
                row.getString(7),
                row.getString(8),
                row.getString(9),
                category == null ? null : Category.of(category));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
