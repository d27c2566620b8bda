package dev.tallyman.index.catalog;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.Candidates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SELECT of a {@link Listing} or {@link Filter}, with its arguments. */
final class ListingQuery {
    private static final int WALK = 5_000;

    private final StringBuilder sql;
    private final List<@Nullable Object> args = new ArrayList<>();

    ListingQuery(String select) {
        sql = new StringBuilder(select);
    }

    private static ListingQuery of(String select, Filter filter, Optional<Candidates> candidates) {
        return of(select, filter, candidates, Optional.empty());
    }

    private static ListingQuery of(String select, Filter filter, Optional<Candidates> found, Optional<String> index) {
        var query = from(select, filter, found, index);
        query.sql.append(
                filter.find(Condition.States.class).isPresent() ? "1" : "state <> 'trashed' AND state <> 'missing'");
        filter.conditions().forEach(query::and);
        return query;
    }

    private static ListingQuery from(
            String select, Filter filter, Optional<Candidates> candidates, Optional<String> index) {
        Optional<Candidates> found = candidates.or(filter::seenFiles);
        String rows = index.map(name -> "file INDEXED BY " + name).orElse("file");
        var query = new ListingQuery(select + found.map(Candidates::rows).orElse(rows) + " WHERE ");
        found.ifPresent(some -> query.args.addAll(some.args()));
        return query;
    }

    /** The rows of one page and one more, by which a page beyond it is known. */
    static List<StoredFile> files(
            Database database, Listing listing, @Nullable Cursor cursor, Optional<Candidates> candidates) {
        if (candidates.isEmpty() && SeenPage.isPossible(listing)) {
            return SeenPage.query(listing, cursor).files(database);
        }
        if (candidates.isEmpty() && isWorthAWalk(listing)) {
            List<StoredFile> near = walk(listing, cursor).files(database);
            if (near.size() > listing.limit()) {
                return near;
            }
        }
        return page(listing, cursor, candidates).files(database);
    }

    private List<StoredFile> files(Database database) {
        return database.read(session -> session.list(sql(), FileMapper::of, args()));
    }

    // Most filters have an index in which what they show is in the order of arrival, and no other order.
    private static boolean isWorthAWalk(Listing listing) {
        Filter filter = listing.filter();
        return listing.sort() != Listing.Sort.MATCH
                && !filter.isIndexed(listing.sort())
                && filter.find(Condition.States.class)
                        .filter(states -> !Filter.PRESENT_STATES.containsAll(states.any()))
                        .isEmpty()
                && filter.find(Condition.Seen.class).filter(Condition.Seen::few).isEmpty()
                && filter.conditions().stream()
                        .anyMatch(one -> listing.sort() != Listing.Sort.RECEIVED
                                || one instanceof Condition.Below
                                || one instanceof Condition.Size
                                || one instanceof Condition.Changed);
    }

    // The page, if it is among so many of the next rows: what a filter shows much of is sooner met than put in order.
    private static ListingQuery walk(Listing listing, @Nullable Cursor cursor) {
        var near = of("SELECT * FROM ", Filter.PRESENT, Optional.empty());
        near.beyond(listing, cursor);
        near.order(listing.of(WALK - 1), cursor);
        var query = new ListingQuery("SELECT " + FileMapper.COLUMNS + " FROM (" + near.sql + ") WHERE 1");
        query.args.addAll(near.args);
        listing.filter().conditions().forEach(query::and);
        query.order(listing, cursor);
        return query;
    }

    private static ListingQuery page(Listing listing, @Nullable Cursor cursor, Optional<Candidates> candidates) {
        List<Filter> parts = candidates.isPresent()
                ? List.of(listing.filter())
                : listing.filter().split(listing.sort());
        var query = new ListingQuery("");
        if (parts.size() == 1) {
            query.part(listing, parts.getFirst(), cursor, candidates);
            return query;
        }
        // An index has the order within one category or state only: so many pages, and their best.
        String before = "SELECT * FROM (";
        for (Filter part : parts) {
            query.sql.append(before).append("SELECT * FROM (");
            query.part(listing, part, cursor, candidates);
            query.sql.append(')');
            before = " UNION ALL ";
        }
        query.sql.append(')');
        query.order(listing, cursor);
        return query;
    }

    private void part(Listing listing, Filter filter, @Nullable Cursor cursor, Optional<Candidates> candidates) {
        var part = of("SELECT " + FileMapper.COLUMNS + " FROM ", filter, candidates, filter.index(listing.sort()));
        filter.find(Condition.Seen.class).ifPresent(seen -> part.within(listing, seen.sight()));
        part.beyond(listing, cursor);
        part.order(listing, cursor);
        sql.append(part.sql);
        args.addAll(part.args);
    }

    /**
     * How many of the next rows of a list, looked at one after another, somebody sees, or how many there are.
     *
     * @param looked so many are looked at
     */
    static ListingQuery ahead(
            Listing listing, @Nullable Cursor cursor, Sight within, Optional<Sight> seenBy, int looked) {
        String select = "SELECT count(*) FROM (SELECT 1 FROM (SELECT path FROM ";
        var query =
                of(select, listing.filter(), Optional.empty(), listing.filter().index(listing.sort()));
        query.within(listing, within);
        query.beyond(listing, cursor);
        query.order(listing.of(looked - 1), cursor);
        query.sql
                .append(") WHERE ")
                .append(seenBy.map(sight -> sight.sql("path")).orElse("1"))
                .append(" LIMIT ?)");
        seenBy.ifPresent(sight -> query.args.addAll(sight.args()));
        query.args.add(seenBy.isPresent() ? listing.limit() + 1 : looked);
        return query;
    }

    /** The number of rows of all pages, or of those before a place, at most {@code limit}. */
    static ListingQuery count(Listing listing, @Nullable Cursor before, Optional<Candidates> candidates, int limit) {
        var query = of("SELECT count(*) FROM (SELECT 1 FROM ", listing.filter(), candidates);
        query.beyond(listing, before);
        query.sql.append(" LIMIT ?)");
        query.args.add(limit);
        return query;
    }

    /** The ids after one, up to another, in their order. */
    static ListingQuery ids(Filter filter, Optional<Candidates> candidates, long after, long last, int limit) {
        var query = of("SELECT id FROM ", filter, candidates);
        query.and("id > ? AND id <= ?", after, last);
        query.sql.append(" ORDER BY id LIMIT ?");
        query.args.add(limit);
        return query;
    }

    /** How the rows of every state divide, of at most {@code limit}. */
    static ListingQuery tallies(Filter filter, Optional<Candidates> candidates, boolean trash, int limit) {
        Optional<Candidates> looked = candidates.or(() -> filter.seenFiles(trash));
        var query = from("""
                SELECT state, category, mismatch, risky, count(*), sum(size) FROM (
                  SELECT state, category, mismatch, risks <> '' AS risky, size FROM""" + " ", filter, looked, Optional.empty());
        query.sql.append("1");
        filter.conditions().forEach(query::and);
        query.sql.append(" LIMIT ?) GROUP BY 1, 2, 3, 4");
        query.args.add(limit);
        return query;
    }

    String sql() {
        return sql.toString();
    }

    @Nullable
    Object[] args() {
        return args.toArray();
    }

    void append(String text) {
        sql.append(text);
    }

    void and(String condition, Object... values) {
        sql.append(" AND ").append(condition);
        args.addAll(Arrays.asList(values));
    }

    void and(Condition condition) {
        ConditionSql.of(condition).forEach(one -> and(one.text(), one.args().toArray()));
    }

    // In the order of paths, what lies before and behind is not walked over.
    private void within(Listing listing, Sight sight) {
        if (listing.sort() == Listing.Sort.NAME && sight.stretches().size() == 1) {
            and(sight.sql("path"), sight.args().toArray());
        }
    }

    /** What SQL orders by, before the id. */
    static List<String> keys(Listing.Sort sort) {
        return switch (sort) {
            case RECEIVED -> List.of("arrived");
            case SIZE -> List.of("size");
            case NAME -> List.of("path");
            case CATEGORY -> List.of("category", "arrived");
            case FORMAT -> List.of("coalesce(format, '')", "arrived");
            case STATE -> List.of("state", "arrived");
            case MATCH -> List.of("place");
        };
    }

    private static boolean descending(Listing listing, @Nullable Cursor cursor) {
        return listing.descending() != (cursor != null && cursor.backward());
    }

    void beyond(Listing listing, @Nullable Cursor cursor) {
        if (cursor != null && !cursor.keys().isEmpty()) {
            and(
                    "(%s, id) %s (%s)"
                            .formatted(
                                    String.join(", ", keys(listing.sort())),
                                    descending(listing, cursor) ? "<" : ">",
                                    String.join(
                                            ", ",
                                            Collections.nCopies(cursor.keys().size(), "?"))),
                    cursor.keys().toArray());
        }
    }

    void order(Listing listing, @Nullable Cursor cursor) {
        order(keys(listing.sort()), "id", listing, cursor);
    }

    void order(List<String> keys, String last, Listing listing, @Nullable Cursor cursor) {
        String direction = descending(listing, cursor) ? " DESC" : " ASC";
        sql.append(" ORDER BY ");
        for (String key : keys) {
            sql.append(key).append(direction).append(", ");
        }
        sql.append(last).append(direction).append(" LIMIT ?");
        args.add(listing.limit() + 1);
    }
}
