package dev.tallyman.index.catalog;

import dev.tallyman.index.catalog.Totals.Tally;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.SeenFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a filter to what is seen by whoever asks, and finds out which way is shorter: through all that the filter
 * finds, in the order of an index, or through all that is seen.
 */
final class SeenFilter {
    /** Where more files are seen than these, they are looked at in the order of the list. */
    private static final int FEW = 10_000;

    /** Unless a page is not found among so many. */
    private static final int AHEAD = 5_000;

    /** More than these are never put in order for one page, nor looked at for one number. */
    private static final int MANY = 500_000;

    private static final int COUNTED = 150_000;
    private static final int PAGE = 100;

    private final Database database;
    private final Sight sight;
    private final List<Tally> known;

    /**
     * @param known what is known of the files that are seen; empty for nothing
     */
    SeenFilter(Database database, Sight sight, List<Tally> known) {
        this.database = database;
        this.sight = sight;
        this.known = known;
    }

    /** For a list of which the next page is asked for. */
    Listing page(Listing listing, @Nullable Cursor cursor, boolean found) {
        Filter seen = any(listing.filter());
        return walks(seen, found) && !isAhead(listing.of(seen), cursor) && isAtMost(MANY)
                ? listing.of(bySight(listing.filter(), true))
                : listing.of(seen);
    }

    /** For numbers. */
    Filter all(Filter filter, boolean found) {
        Filter seen = any(filter);
        return walks(seen, found) && isWide(filter) && isAtMost(COUNTED) ? bySight(filter, true) : seen;
    }

    private static boolean walks(Filter seen, boolean found) {
        return !found
                && seen.find(Condition.Seen.class).filter(one -> !one.few()).isPresent();
    }

    /** For whatever comes. */
    Filter any(Filter filter) {
        if (sight.isEverything()
                || filter.find(Condition.Below.class)
                        .filter(below -> sight.seesAllIn(below.folder()))
                        .isPresent()) {
            return filter;
        }
        return bySight(filter, isAtMost(FEW) || (!known.isEmpty() && isRare(filter, database.read(Catalog::tallies))));
    }

    private Filter bySight(Filter filter, boolean few) {
        return filter.and(new Condition.Seen(sight, few));
    }

    // Of each part of the list: one that shows less than a page is short, or is looked through in vain.
    private boolean isAhead(Listing listing, @Nullable Cursor cursor) {
        for (Filter part : listing.filter().split(listing.sort())) {
            Listing rest = listing.of(part.without(Condition.Seen.class));
            Sight seen = part.find(Condition.Seen.class).orElseThrow().sight();
            if (count(ListingQuery.ahead(rest, cursor, Optional.of(seen), AHEAD)) <= listing.limit()
                    && count(ListingQuery.ahead(rest, cursor, Optional.empty(), AHEAD)) >= AHEAD) {
                return false;
            }
        }
        return true;
    }

    private boolean isWide(Filter filter) {
        int most = 2 * FEW;
        return count(ListingQuery.count(Listing.newest(filter, 1), null, Optional.empty(), most)) >= most;
    }

    /** Whether so few of what the filter finds are seen that all that is seen is sooner looked at. */
    private boolean isRare(Filter filter, List<Tally> all) {
        if (filter.conditions().isEmpty() || !filter.conditions().stream().allMatch(Facets::summed)) {
            return false;
        }
        long there = files(all, filter);
        long walked = Math.min(there, there * PAGE / Math.max(1, files(known, filter)));
        return known.stream().mapToLong(tally -> tally.count().files()).sum() < walked;
    }

    private static long files(List<Tally> tallies, Filter filter) {
        return tallies.stream()
                .filter(tally -> filter.conditions().stream().allMatch(condition -> Facets.fulfils(tally, condition)))
                .mapToLong(tally -> tally.count().files())
                .sum();
    }

    private boolean isAtMost(int files) {
        List<Object> args = new ArrayList<>(sight.args());
        args.add(files + 1);
        return SeenFiles.isPossible(sight)
                && database.read(session -> session.number(
                                "SELECT count(*) FROM (" + SeenFiles.select(sight, "1") + " LIMIT ?)", args.toArray()))
                        <= files;
    }

    private long count(ListingQuery query) {
        return database.read(session -> session.number(query.sql(), query.args()));
    }
}
