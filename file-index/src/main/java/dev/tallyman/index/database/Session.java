package dev.tallyman.index.database;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.volume.disk.FilePath;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection inside one transaction. Statements are prepared once and kept; arguments bind by
 * their type.
 */
public final class Session implements AutoCloseable {
    /** Turns the current row into a value. */
    public interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Takes the rows one by one, so that memory does not grow with them; false ends it. */
    public interface Each {
        boolean take(ResultSet row) throws SQLException;
    }

    // Other processes hold the write lock for milliseconds; a minute of it means that something is
    // wrong.
    static final int BUSY_MILLIS = 60_000;

    // Lists have as many statements as there are ways to filter.
    private static final int STATEMENTS = 200;

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private final Deadline deadline;

    private Session(Connection connection) throws SQLException {
        this.connection = connection;
        this.deadline = Deadline.over(connection);
    }

    /**
     * A connection as all programs use it, to a file that is there: an empty one made in place of
     * one that is gone would take the write-ahead log of those who still have that open.
     */
    public static Session connect(Path file) throws SQLException {
        return connect("jdbc:sqlite:" + uri(file) + "?mode=rw");
    }

    /** A connection to a file that is made where there is none. */
    public static Session create(Path file) throws SQLException {
        return connect("jdbc:sqlite:" + uri(file));
    }

    /** A connection to a file that nobody writes: it leaves nothing beside it, not even a lock. */
    static Session connectToUnchanging(Path file) throws SQLException {
        return connect("jdbc:sqlite:" + uri(file) + "?immutable=1");
    }

    // As a URI, which holds the raw bytes of any path: in a plain name SQLite’s driver takes what
    // follows a question mark for settings. https://sqlite.org/uri.html
    static String uri(Path file) {
        return file.toUri().toString();
    }

    private static Session connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        Session session = new Session(connection);
        session.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
        session.execute("PRAGMA synchronous = NORMAL");
        session.execute("PRAGMA cache_size = -16000");
        session.execute("PRAGMA temp_store = MEMORY");
        session.execute("PRAGMA journal_size_limit = " + WriteAheadLog.BOUND);
        return session;
    }

    /** Has what it does from now on end with {@code SQLITE_INTERRUPT} after some time. */
    public void endAfter(Duration time) {
        deadline.set(time);
    }

    /** RunRegister a statement that changes rows; how many it changed. */
    public int update(String sql, @Nullable Object... args) throws SQLException {
        return bind(sql, args).executeUpdate();
    }

    /** The first row. */
    public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
        try (ResultSet rows = bind(sql, args).executeQuery()) {
            return rows.next() ? Optional.of(row.map(rows)) : Optional.empty();
        }
    }

    /** The first column of the first row; 0 without one. */
    public long number(String sql, @Nullable Object... args) throws SQLException {
        return one(sql, row -> row.getLong(1), args).orElse(0L);
    }

    /** All rows. */
    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
        List<T> list = new ArrayList<>();
        try (ResultSet rows = bind(sql, args).executeQuery()) {
            while (rows.next()) {
                list.add(row.map(rows));
            }
        }
        return list;
    }

    public void each(String sql, Each each, @Nullable Object... args) throws SQLException {
        try (ResultSet rows = bind(sql, args).executeQuery()) {
            while (rows.next() && each.take(rows)) {
                // take does the work
            }
        }
    }

    /** Runs a statement that binds nothing. */
    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs many statements, such as a schema. */
    public void script(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... args) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
            if (prepared.size() > STATEMENTS) {
                prepared.pollFirstEntry().getValue().close(); // the one not used for longest
            }
        }
        for (int i = 0; i < args.length; i++) {
            set(statement, i + 1, args[i]);
        }
        return statement;
    }

    private static void set(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(at, null);
            case FilePath path -> statement.setBytes(at, path.bytes());
            case byte[] bytes -> statement.setBytes(at, bytes);
            case Instant time -> statement.setLong(at, time.toEpochMilli());
            case Boolean flag -> statement.setInt(at, flag ? 1 : 0);
            case Integer number -> statement.setInt(at, number);
            case Long number -> statement.setLong(at, number);
            case Double number -> statement.setDouble(at, number);
            case State state -> statement.setString(at, state.label());
            case Category category -> statement.setString(at, category.label());
            case Basis basis -> statement.setString(at, basis.label());
            case String text -> statement.setString(at, text);
            default -> throw new IllegalArgumentException("cannot bind " + value.getClass());
        }
    }

    /** A time in milliseconds, null where the column is. */
    public static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
