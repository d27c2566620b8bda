package dev.tallyman.index.catalog;

import dev.tallyman.index.catalog.Totals.Tally;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.SeenFiles;
import dev.tallyman.volume.IntakeException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sums of what people see who do not see everything: no trigger keeps those, so rows are
 * counted. What takes long is counted again only after ten times as long, so that a crowd of
 * people in a large folder costs a tenth of a processor at most. Where that takes so long that a page would wait for it,
 * it is done for the next one who asks.
 */
public final class SeenSums {
    private static final int MOST = 200;
    private static final int PAUSE = 10;
    private static final System.Logger LOG = System.getLogger(SeenSums.class.getName());
    private static final long OLDEST = Duration.ofMinutes(1).toNanos();
    private static final long LONG = Duration.ofMillis(100).toNanos();
    private static final long SHORT = Duration.ofMillis(5).toNanos();

    private final Map<Sight, Sums> sums = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sight, Sums> eldest) {
            return size() > MOST;
        }
    };

    /** What was counted, and when that had ended, and how long it took. */
    private record Counted(List<Tally> tallies, long stale, long staleDescriptions, long at, long took) {
        boolean isFresh() {
            return took > SHORT && System.nanoTime() - at < PAUSE * took;
        }

        /** Whether it is better than to wait for a new count. */
        boolean mayBeShown() {
            return took > LONG && System.nanoTime() - at < OLDEST;
        }
    }

    private static final class Sums {
        private final ReentrantLock counting = new ReentrantLock();
        private volatile @Nullable Counted last;
    }

    Totals totals(Database database, Sight sight) {
        Counted counted = counted(database, sight);
        return Totals.of(counted.tallies(), counted.stale(), counted.staleDescriptions());
    }

    List<Tally> tallies(Database database, Sight sight) {
        return counted(database, sight).tallies();
    }

    /** What was counted before, whenever that was; empty for nothing. */
    List<Tally> known(Sight sight) {
        Sums mine;
        synchronized (sums) {
            mine = sums.get(sight);
        }
        Counted last = mine == null ? null : mine.last;
        return last == null ? List.of() : last.tallies();
    }

    private Counted counted(Database database, Sight sight) {
        Sums mine;
        synchronized (sums) {
            mine = sums.computeIfAbsent(sight, _ -> new Sums());
        }
        Counted last = mine.last;
        // Whoever comes while another counts takes what was there before.
        if (last != null && (last.isFresh() || mine.counting.isLocked())) {
            return last;
        }
        if (last != null && last.mayBeShown()) {
            Thread.startVirtualThread(() -> countAgain(database, sight, mine));
            return last;
        }
        return counted(database, sight, mine);
    }

    // For the next one who asks; whoever asked has been answered.
    private static void countAgain(Database database, Sight sight, Sums mine) {
        try {
            counted(database, sight, mine);
        } catch (IntakeException e) {
            LOG.log(Level.DEBUG, "not counted again", e); // whoever asks next is told why
        }
    }

    private static Counted counted(Database database, Sight sight, Sums mine) {
        mine.counting.lock();
        try {
            Counted last = mine.last;
            if (last == null || !last.isFresh()) {
                last = count(database, sight);
                mine.last = last;
            }
            return last;
        } finally {
            mine.counting.unlock();
        }
    }

    private static Counted count(Database database, Sight sight) {
        long began = System.nanoTime();
        return database.read(session -> {
            List<Tally> tallies = sight.stretches().stream().anyMatch(one -> one.before() == null)
                    ? without(Catalog.tallies(session), rows(session, sight.others()))
                    : rows(session, sight);
            List<Object> args = sight.args();
            long stale = session.number(
                    "SELECT count(*) FROM file INDEXED BY file_stale WHERE stale >= 1 AND state = 'classified' AND "
                            + sight.sql("+path"),
                    args.toArray());
            long described = session.number(
                    "SELECT count(*) FROM file INDEXED BY file_description_stale"
                            + " WHERE description_stale >= 1 AND state = 'classified' AND description IS NOT NULL AND "
                            + sight.sql("+path"),
                    args.toArray());
            long now = System.nanoTime();
            return new Counted(tallies, stale, described, now, now - began);
        });
    }

    // Trashed ones are not in the index of paths.
    private static List<Tally> rows(Session session, Sight sight) throws SQLException {
        List<Object> args = new ArrayList<>(sight.args());
        args.addAll(sight.args());
        return session.list("""
                SELECT state, category, mismatch, risky, count(*), sum(size) FROM (
                  %s
                  UNION ALL
                  SELECT state, category, mismatch, risks <> '', size FROM file
                   WHERE state = 'trashed' AND state <> 'classified' AND %s)
                 GROUP BY 1, 2, 3, 4
                """.formatted(present(sight), sight.sql("+path")), Catalog::tally, args.toArray());
    }

    private static String present(Sight sight) {
        String columns = "state, category, mismatch, risks <> '' AS risky, size";
        return SeenFiles.isPossible(sight)
                ? SeenFiles.select(sight, columns)
                : "SELECT " + columns + " FROM file WHERE state <> 'trashed' AND " + sight.sql("path");
    }

    private static List<Tally> without(List<Tally> all, List<Tally> hidden) {
        return all.stream()
                .map(tally -> hidden.stream()
                        .filter(tally::isOfKind)
                        .findFirst()
                        .map(tally::minus)
                        .orElse(tally))
                .toList();
    }
}
