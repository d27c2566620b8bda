package dev.tallyman.index.people;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who did what. Rows are added in the transaction of the change that they tell of, and never
 * changed; what programs do by themselves is not here.
 */
public final class History {
    private static final Duration ONCE = Duration.ofMinutes(1);
    private static final String COLUMNS = "id, at, person, token, origin, deed, subject, file, run, before, after";

    private final Database database;
    private final InstantSource clock;

    public History(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Which of all; null for any. */
    public record Filter(
            @Nullable String person,
            @Nullable Deed deed,
            @Nullable Long file,
            @Nullable Long run) {
        public static final Filter ALL = new Filter(null, null, null, null);
    }

    /**
     * Writes down what happens to a file, before it happens: its path and its state are read here.
     *
     * @param author null for what nobody did
     * @param after its state then; null where it has none
     */
    public static void ofFile(
            Session session, Instant at, @Nullable Author author, Deed deed, long file, @Nullable String after)
            throws SQLException {
        if (author == null) {
            return;
        }
        session.update(
                """
                INSERT INTO event (at, person, token, origin, deed, subject, file, before, after)
                SELECT ?, ?, ?, ?, ?, CAST(path AS TEXT), id, CASE WHEN ? = 'upload' THEN NULL ELSE state END, ?
                  FROM file WHERE id = ?
                """, at, author.person(), author.token(), author.origin(), deed.label(), deed.label(), after, file);
    }

    /** Writes down that a file gets another path, before it has it. */
    public static void ofMove(Session session, Instant at, @Nullable Author author, long file, String to)
            throws SQLException {
        if (author == null) {
            return;
        }
        session.update("""
                INSERT INTO event (at, person, token, origin, deed, subject, file, before, after)
                SELECT ?, ?, ?, ?, 'move', CAST(path AS TEXT), id, CAST(path AS TEXT), ? FROM file WHERE id = ?
                """, at, author.person(), author.token(), author.origin(), to, file);
    }

    /** Writes down as one what happens to many files. */
    public static void ofMany(
            Session session, Instant at, Author author, Deed deed, String subject, @Nullable String after)
            throws SQLException {
        session.update("""
                INSERT INTO event (at, person, token, origin, deed, subject, after) VALUES (?, ?, ?, ?, ?, ?, ?)
                """, at, author.person(), author.token(), author.origin(), deed.label(), subject, after);
    }

    /** The same of many files at once, whose state stays. */
    public void ofFiles(@Nullable Author author, Deed deed, List<Long> files) {
        database.write(session -> {
            for (long file : files) {
                ofFile(session, clock.instant(), author, deed, file, null);
            }
            return files.size();
        });
    }

    /** Writes down that a run was asked for. */
    public static void ofRun(Session session, Instant at, @Nullable Author author, Deed deed, long run)
            throws SQLException {
        if (author == null) {
            return;
        }
        session.update("""
                INSERT INTO event (at, person, token, origin, deed, subject, run)
                SELECT ?, ?, ?, ?, ?, kind || ' ' || number, id FROM run WHERE id = ?
                """, at, author.person(), author.token(), author.origin(), deed.label(), run);
    }

    /** Writes down what no transaction of the index does; the same again within a minute once. */
    public void note(Author author, Deed deed, String subject) {
        Instant now = clock.instant();
        database.write(session -> session.update(
                """
                INSERT INTO event (at, person, token, origin, deed, subject)
                SELECT ?1, ?2, ?3, ?4, ?5, ?6
                 WHERE NOT EXISTS (SELECT 1 FROM event WHERE person = ?2 AND deed = ?5 AND subject = ?6 AND at > ?7)
                """, now, author.person(), author.token(), author.origin(), deed.label(), subject, now.minus(ONCE)));
    }

    /**
     * Newest first, those with an id below {@code before}; who does not see everything is told of
     * files where they see.
     */
    public List<Done> list(Filter filter, long before, int limit) {
        Sight sight = Sight.current();
        List<@Nullable Object> args = new ArrayList<>();
        var where = new StringBuilder("id < ?");
        args.add(before);
        and(where, args, "person = ?", filter.person());
        and(
                where,
                args,
                "deed = ?",
                filter.deed() == null ? null : filter.deed().label());
        and(where, args, "file = ?", filter.file());
        and(where, args, "run = ?", filter.run());
        if (!sight.isEverything()) {
            where.append(" AND file IS NOT NULL AND ").append(sight.sql("CAST(subject AS BLOB)"));
            args.addAll(sight.args());
        }
        args.add(limit);
        return database.read(session -> session.list(
                "SELECT " + COLUMNS + " FROM event WHERE " + where + " ORDER BY id DESC LIMIT ?",
                row -> done(row).seen(sight),
                args.toArray()));
    }

    private static void and(
            StringBuilder where, List<@Nullable Object> args, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            args.add(value);
        }
    }

    /** What people did to one file, the newest first. */
    public List<Done> ofFile(long file, int limit) {
        Sight sight = Sight.current();
        return database.read(session -> session.list(
                "SELECT " + COLUMNS + " FROM event WHERE file = ? ORDER BY id DESC LIMIT ?",
                row -> done(row).seen(sight),
                file,
                limit));
    }

    /** Whether somebody handed a file in, lately. */
    public boolean isUploadedBy(long file, String person, Duration lately) {
        Instant since = clock.instant().minus(lately);
        return database.read(session -> session.number(
                        "SELECT count(*) FROM event WHERE file = ? AND deed = 'upload' AND person = ? AND at > ?",
                        file,
                        person,
                        since)
                > 0);
    }

    /** Whether it was this person who deleted a file the last time. */
    public boolean isDeletedBy(long file, String person) {
        return database.read(session -> session.one(
                        "SELECT person FROM event WHERE file = ? AND deed = 'delete' ORDER BY id DESC LIMIT 1",
                        row -> row.getString(1),
                        file)
                .filter(person::equals)
                .isPresent());
    }

    /** All with an id above one, in their order. */
    static void each(Session session, long after, Consumer<Done> take) throws SQLException {
        session.each(
                "SELECT " + COLUMNS + " FROM event WHERE id > ? ORDER BY id",
                row -> {
                    take.accept(done(row));
                    return true;
                },
                after);
    }

    private static Done done(ResultSet row) throws SQLException {
        return new Done(
                row.getLong(1),
                Objects.requireNonNull(Session.time(row, 2)),
                new Author(row.getString(3), number(row, 4), row.getString(5)),
                Deed.of(row.getString(6)),
                row.getString(7),
                number(row, 8),
                number(row, 9),
                row.getString(10),
                row.getString(11));
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
