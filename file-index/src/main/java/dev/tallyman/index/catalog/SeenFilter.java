package dev.tallyman.index.catalog;

import dev.tallyman.index.catalog.Totals.Tally;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Sight;
import java.util.ArrayList;
import java.util.List;

/** Narrows a filter to what is seen by whoever asks. */
final class SeenFilter {
    /** Where more files are seen than these, they are looked at in the order of the list. */
    private static final int FEW = 10_000;

    private static final int PAGE = 100;

    private SeenFilter() {}

    /**
     * @param known what is known of the files that are seen; empty for nothing
     */
    static Filter of(Database database, Filter filter, List<Tally> known) {
        Sight sight = Sight.current();
        if (sight.isEverything()
                || filter.find(Condition.Below.class)
                        .filter(below -> sight.seesAllIn(below.folder()))
                        .isPresent()) {
            return filter;
        }
        boolean few = sight.isNothing()
                || isFew(database, sight)
                || (!known.isEmpty() && isRare(filter, known, database.read(Catalog::tallies)));
        return filter.and(new Condition.Seen(sight, few));
    }

    /** Whether so few of what the filter finds are seen that all that is seen is sooner looked at. */
    private static boolean isRare(Filter filter, List<Tally> seen, List<Tally> all) {
        if (filter.conditions().isEmpty() || !filter.conditions().stream().allMatch(Facets::summed)) {
            return false;
        }
        long there = files(all, filter);
        long walked = Math.min(there, there * PAGE / Math.max(1, files(seen, filter)));
        return seen.stream().mapToLong(tally -> tally.count().files()).sum() < walked;
    }

    private static long files(List<Tally> tallies, Filter filter) {
        return tallies.stream()
                .filter(tally -> filter.conditions().stream().allMatch(condition -> Facets.fulfils(tally, condition)))
                .mapToLong(tally -> tally.count().files())
                .sum();
    }

    private static boolean isFew(Database database, Sight sight) {
        List<Object> args = new ArrayList<>(sight.args());
        args.add(FEW + 1);
        return database.read(session -> session.number(
                        "SELECT count(*) FROM (SELECT 1 FROM file WHERE state <> 'trashed' AND " + sight.sql("path")
                                + " LIMIT ?)",
                        args.toArray()))
                <= FEW;
    }
}
