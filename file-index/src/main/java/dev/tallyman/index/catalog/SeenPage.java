package dev.tallyman.index.catalog;

import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page out of all that somebody sees, put in order. Of a folder at the root the index {@code file_in_top_folder} holds
 * whatever such a list asks, so that no row is looked at but those of the page; in other stretches the rows are found by
 * their paths.
 */
final class SeenPage {
    /** The ids of what lists leave out: these are few, and have an index. */
    static final String ABSENT = "SELECT id FROM file INDEXED BY file_state"
            + " WHERE state <> 'classified' AND state IN ('trashed', 'missing')";

    private SeenPage() {}

    /** Whether a list can be had so. */
    static boolean isPossible(Listing listing) {
        Filter filter = listing.filter();
        return listing.sort() != Listing.Sort.STATE
                && listing.sort() != Listing.Sort.MATCH
                && filter.seenFiles().isPresent()
                && !sight(filter).isNothing()
                && filter.conditions().stream().allMatch(SeenPage::isHeld);
    }

    private static Sight sight(Filter filter) {
        return filter.find(Condition.Seen.class).orElseThrow().sight();
    }

    private static boolean isHeld(Condition condition) {
        return switch (condition) {
            case Condition.Seen _, Condition.Categories _, Condition.Mime _, Condition.Format _ -> true;
            case Condition.Mismatched _, Condition.Size _, Condition.Arrived _ -> true;
            default -> false;
        };
    }

    /** The rows of one page and one more. */
    static ListingQuery query(Listing listing, @Nullable Cursor cursor) {
        var query = new ListingQuery("SELECT " + FileMapper.COLUMNS + " FROM (SELECT candidate FROM (");
        String before = "";
        for (Sight.Stretch stretch : sight(listing.filter()).stretches()) {
            query.append(before);
            part(query, listing, cursor, stretch);
            before = " UNION ALL ";
        }
        query.append(")");
        query.order(named(listing.sort()), "candidate", listing, cursor);
        query.append(") CROSS JOIN file ON file.id = candidate");
        query.order(listing, cursor);
        return query;
    }

    private static void part(ListingQuery query, Listing listing, @Nullable Cursor cursor, Sight.Stretch stretch) {
        List<String> keys = ListingQuery.keys(listing.sort());
        query.append("SELECT id AS candidate, ");
        query.append(keys.stream()
                .map(key -> key + " AS " + named(keys.indexOf(key)))
                .collect(Collectors.joining(", ")));
        Optional<FilePath> top = listing.sort() == Listing.Sort.NAME ? Optional.empty() : stretch.wholeTop();
        if (top.isPresent()) {
            query.append(" FROM file INDEXED BY file_in_top_folder WHERE id NOT IN (" + ABSENT + ")");
            query.and("top = ?", top.get());
        } else {
            Sight here = new Sight(List.of(stretch));
            query.append(" FROM file INDEXED BY file_path WHERE state <> 'trashed' AND state <> 'missing'");
            query.and(here.sql("path"), here.args().toArray());
        }
        listing.filter().without(Condition.Seen.class).conditions().forEach(query::and);
        query.beyond(listing, cursor);
    }

    private static List<String> named(Listing.Sort sort) {
        List<String> keys = ListingQuery.keys(sort);
        return keys.stream().map(key -> named(keys.indexOf(key))).toList();
    }

    private static String named(int key) {
        return "key_" + key;
    }
}
