package dev.tallyman.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection inside one transaction. Statements are prepared once and kept; arguments bind by
 * their type.
 */
final class Session implements AutoCloseable {
    /** Turns the current row into a value. */
    interface Row<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Takes the rows one by one, so that memory does not grow with them; false ends it. */
    interface Each {
        boolean take(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Deadline deadline;

    Session(Connection connection) throws SQLException {
        this.connection = connection;
        this.deadline = Deadline.over(connection);
    }

    /** Has what it does from now on end with {@code SQLITE_INTERRUPT} after some time. */
    void endAfter(Duration time) {
        deadline.set(time);
    }

    /** Runs a statement that changes rows; how many it changed. */
    int update(String sql, @Nullable Object... args) throws SQLException {
        return bind(sql, args).executeUpdate();
    }

    /** The first row. */
    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
        try (ResultSet rows = bind(sql, args).executeQuery()) {
            return rows.next() ? Optional.of(row.map(rows)) : Optional.empty();
        }
    }

    /** The first column of the first row; 0 without one. */
    long number(String sql, @Nullable Object... args) throws SQLException {
        return one(sql, row -> row.getLong(1), args).orElse(0L);
    }

    /** All rows. */
    <T> List<T> list(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
        List<T> list = new ArrayList<>();
        try (ResultSet rows = bind(sql, args).executeQuery()) {
            while (rows.next()) {
                list.add(row.map(rows));
            }
        }
        return list;
    }

    void each(String sql, Each each, @Nullable Object... args) throws SQLException {
        try (ResultSet rows = bind(sql, args).executeQuery()) {
            while (rows.next() && each.take(rows)) {
                // take does the work
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs many statements, such as a schema. */
    void script(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private PreparedStatement bind(String sql, @Nullable Object... args) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
