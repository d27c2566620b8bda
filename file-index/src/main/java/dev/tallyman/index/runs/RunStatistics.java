package dev.tallyman.index.runs;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The history of runs in numbers, for metrics. No row of a run is ever deleted, so whatever is
 * counted here only grows, over restarts too.
 */
public final class RunStatistics {
    /** Up to how long a run took: what {@link Group#within} counts. */
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6));

    private final Database database;

    public RunStatistics(Database database) {
        this.database = database;
    }

    /** What a run read again. */
    public Run.Again again(long id) {
        return database.read(session -> session.one(
                        "SELECT reread, revised FROM run WHERE id = ?",
                        row -> new Run.Again(row.getLong(1), row.getLong(2)),
                        id)
                .orElseThrow());
    }

    /**
     * The runs that agree in all of these.
     *
     * @param exit null while they have none
     * @param began false for those that never did
     * @param last the end of the last of them; null while none has ended
     * @param took how long they took together
     * @param within how many of them took at most as long as each of {@link #BOUNDS}
     */
    public record Group(
            Run.Kind kind,
            Run.Status status,
            @Nullable Integer exit,
            boolean began,
            long runs,
            @Nullable Instant last,
            Duration took,
            List<Long> within) {
        public Group {
            within = List.copyOf(within);
        }
    }

    /** All runs; what is in no group is left out. */
    public List<Group> groups() {
        return database.read(session -> session.list("""
                                SELECT kind, state, exit, started IS NOT NULL, count(*), max(ended),
                                       coalesce(sum(ended - started), 0),
                                       count(*) FILTER (WHERE ended - started <= 1000),
                                       count(*) FILTER (WHERE ended - started <= 5000),
                                       count(*) FILTER (WHERE ended - started <= 15000),
                                       count(*) FILTER (WHERE ended - started <= 60000),
                                       count(*) FILTER (WHERE ended - started <= 300000),
                                       count(*) FILTER (WHERE ended - started <= 900000),
                                       count(*) FILTER (WHERE ended - started <= 3600000),
                                       count(*) FILTER (WHERE ended - started <= 21600000)
                                  FROM run GROUP BY kind, state, exit, started IS NOT NULL
                                """, RunStatistics::group));
    }

    private static Group group(ResultSet row) throws SQLException {
        int exit = row.getInt(3);
        boolean withoutExit = row.wasNull();
        List<Long> within = new ArrayList<>();
        for (int i = 0; i < BOUNDS.size(); i++) {
            within.add(row.getLong(8 + i));
        }
        return new Group(
                Run.Kind.of(row.getString(1)),
                Run.Status.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                withoutExit ? null : exit,
                row.getBoolean(4),
                row.getLong(5),
                Session.time(row, 6),
                Duration.ofMillis(row.getLong(7)),
                within);
    }
}
