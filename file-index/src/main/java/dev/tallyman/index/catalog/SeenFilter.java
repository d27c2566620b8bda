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

    /** So many are soon put in order, where an index holds what that takes. */
    private static final int SOON = 120_000;

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
        Listing seen = listing.of(any(listing.filter()));
        if (!walks(seen.filter(), found)) {
            return seen;
        }
        Listing ordered = listing.of(byPath(seen.filter()));
        boolean soon = !isInOrder(seen) && SeenPage.isPossible(ordered) && isSoon(sight(seen.filter()));
        return soon || (!isAhead(seen, cursor) && isAtMost(sight(seen.filter()), MANY)) ? ordered : seen;
    }

    // Stretch by stretch an index has it so.
    private static boolean isInOrder(Listing seen) {
        return seen.filter().conditions().size() == 1
                && switch (seen.sort()) {
                    case NAME -> true;
                    case RECEIVED -> sight(seen.filter()).besideWholeTops().isNothing();
                    default -> false;
                };
    }

    private boolean isSoon(Sight all) {
        return isAtMost(all.besideWholeTops(), FEW) && isAtMost(all, SOON);
    }

    /** For numbers. */
    Filter all(Filter filter, boolean found) {
        Filter seen = any(filter);
        boolean alone = seen.conditions().size() == 1; // so each that is seen counts, and there is an end of counting
        return walks(seen, found) && (alone || (isWide(filter) && isAtMost(sight(seen), COUNTED)))
                ? byPath(seen)
                : seen;
    }

    private static Sight sight(Filter seen) {
        return seen.find(Condition.Seen.class).orElseThrow().sight();
    }

    private static Filter byPath(Filter seen) {
        return seen.with(new Condition.Seen(sight(seen), true));
    }

    private static boolean walks(Filter seen, boolean found) {
        return !found
                && seen.find(Condition.Seen.class).filter(one -> !one.few()).isPresent();
    }

    /** For whatever comes. A folder that is asked for is seen as if nothing else were. */
    Filter any(Filter filter) {
        Optional<Condition.Below> below = filter.find(Condition.Below.class);
        Sight here = below.map(folder -> sight.within(folder.folder())).orElse(sight);
        if (here.isEverything()) {
            return filter;
        }
        boolean rare = below.isEmpty() && !known.isEmpty() && isRare(filter, database.read(Catalog::tallies));
        return filter.without(Condition.Below.class).and(new Condition.Seen(here, rare || isAtMost(here, FEW)));
    }

    // Of each part of the list: one that shows less than a page is short, or is looked through in vain.
    private boolean isAhead(Listing listing, @Nullable Cursor cursor) {
        for (Filter part : listing.filter().split(listing.sort())) {
            Listing rest = listing.of(part.without(Condition.Seen.class));
            Sight seen = part.find(Condition.Seen.class).orElseThrow().sight();
            if (count(ListingQuery.ahead(rest, cursor, seen, Optional.of(seen), AHEAD)) <= listing.limit()
                    && count(ListingQuery.ahead(rest, cursor, seen, Optional.empty(), AHEAD)) >= AHEAD) {
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
        return Tally.files(known) < walked;
    }

    private static long files(List<Tally> tallies, Filter filter) {
        return tallies.stream()
                .filter(tally -> filter.conditions().stream().allMatch(condition -> Facets.fulfils(tally, condition)))
                .mapToLong(tally -> tally.count().files())
                .sum();
    }

    private boolean isAtMost(Sight here, int files) {
        List<Object> args = new ArrayList<>(here.args());
        args.add(files + 1);
        return SeenFiles.isPossible(here)
                && database.read(session -> session.number(
                                "SELECT count(*) FROM (" + SeenFiles.select(here, "1") + " LIMIT ?)", args.toArray()))
                        <= files;
    }

    private long count(ListingQuery query) {
        return database.read(session -> session.number(query.sql(), query.args()));
    }
}
