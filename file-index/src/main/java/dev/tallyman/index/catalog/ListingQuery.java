package dev.tallyman.index.catalog;

import dev.tallyman.file.Risk;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.Candidates;
import dev.tallyman.index.search.NameWord;
import dev.tallyman.volume.disk.FilePath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SELECT of a {@link Listing} or {@link Filter}, with its arguments. */
final class ListingQuery {
    private static final long NANOS = 1_000_000L;

    private final StringBuilder sql;
    private final List<@Nullable Object> args = new ArrayList<>();

    private ListingQuery(String select) {
        sql = new StringBuilder(select);
    }

    private static ListingQuery of(String select, Filter filter, Optional<Candidates> candidates) {
        var query = from(select, candidates);
        query.sql.append(
                filter.find(Condition.States.class).isPresent() ? "1" : "state <> 'trashed' AND state <> 'missing'");
        filter.conditions().forEach(query::and);
        return query;
    }

    private static ListingQuery from(String select, Optional<Candidates> candidates) {
        var query = new ListingQuery(select + candidates.map(Candidates::rows).orElse("file") + " WHERE ");
        candidates.ifPresent(some -> query.args.addAll(some.args()));
        return query;
    }

    /** The rows of one page and one more, by which a page beyond it is known. */
    static ListingQuery page(Listing listing, @Nullable Cursor cursor, Optional<Candidates> candidates) {
        List<Filter> parts = candidates.isPresent()
                ? List.of(listing.filter())
                : listing.filter().split(listing.sort() == Listing.Sort.RECEIVED);
        var query = new ListingQuery("");
        if (parts.size() == 1) {
            query.part(listing, parts.getFirst(), cursor, candidates);
            return query;
        }
        // An index gives the order within one category or state only: so many pages, and their best.
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
        var part = of("SELECT " + FileRows.COLUMNS + " FROM ", filter, candidates);
        part.beyond(listing, cursor);
        part.order(listing, cursor);
        sql.append(part.sql);
        args.addAll(part.args);
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
    static ListingQuery tallies(Filter filter, Optional<Candidates> candidates, int limit) {
        var query = from("""
                SELECT state, category, mismatch, risky, count(*), sum(size) FROM (
                  SELECT state, category, mismatch, risks <> '' AS risky, size FROM""" + " ", candidates);
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

    private void and(String condition, Object... values) {
        sql.append(" AND ").append(condition);
        args.addAll(Arrays.asList(values));
    }

    private void and(Condition condition) {
        switch (condition) {
            case Condition.Named named ->
                NameWord.of(named.words()).stream()
                        .map(NameWord::sql)
                        .forEach(word -> and(word.text(), word.args().toArray()));
            case Condition.Worded _ -> and("texted IS NOT NULL"); // those that were found alone are looked at
            case Condition.Below below -> below(below.folder().bytes());
            case Condition.Top(FilePath folder) -> and("top = ?", folder.bytes());
            case Condition.Seen(Sight sight, boolean few) ->
                and(sight.sql(few ? "path" : "+path"), sight.args().toArray());
            case Condition.Categories categories -> oneOf("category", categories.any());
            case Condition.States states -> oneOf("state", states.any());
            case Condition.Risks risks -> risks(risks.any());
            // The second half is what lets the partial index of both serve either.
            case Condition.Risky() -> and("risks <> '' AND (mismatch = 1 OR risks <> '')");
            case Condition.Mismatched() -> and("mismatch = 1 AND (mismatch = 1 OR risks <> '')");
            case Condition.Stale() -> and("stale >= 1 AND state = 'classified'");
            case Condition.StaleDescription() ->
                and("description_stale >= 1 AND state = 'classified' AND description IS NOT NULL");
            case Condition.Mime(String type) -> and("mime = ?", type);
            case Condition.Format(String name) -> and("coalesce(format, '') = ?", name);
            case Condition.Ending(String text) -> and("extension = ?", text);
            case Condition.ReadBy(long run) -> and("run = ?", run);
            case Condition.Batch(String name) -> and("batch = ?", name);
            case Condition.Size size -> {
                from("size >= ?", size.least());
                from("size <= ?", size.most());
            }
            case Condition.Arrived arrived -> {
                from("arrived >= ?", arrived.from());
                from("arrived < ?", arrived.before());
            }
            case Condition.Changed changed -> {
                from("mtime_ns >= ?", nanos(changed.from()));
                from("mtime_ns < ?", nanos(changed.before()));
            }
            case Condition.Measured measured -> and(MetadataSql.of(measured));
            case Condition.MadeBy maker -> and(MetadataSql.of(maker));
        }
    }

    private void and(MetadataSql metadata) {
        and(metadata.text(), metadata.args().toArray());
    }

    private void from(String condition, @Nullable Object bound) {
        if (bound != null) {
            and(condition, bound);
        }
    }

    // The years that 64 bits of nanoseconds hold, as StoredFile shows them.
    private static @Nullable Long nanos(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        long most = Long.MAX_VALUE / NANOS;
        return Math.clamp(time.toEpochMilli(), -most, most) * NANOS;
    }

    private void oneOf(String column, Set<? extends Enum<?>> any) {
        Collection<?> sorted = any.stream().sorted().toList();
        sql.append(" AND ").append(column).append(" IN (");
        sql.append(String.join(", ", Collections.nCopies(any.size(), "?"))).append(')');
        args.addAll(sorted);
    }

    private void risks(Set<Risk> any) {
        String each = Stream.generate(() -> "instr(' ' || risks || ' ', ?)")
                .limit(any.size())
                .collect(Collectors.joining(" OR "));
        Object[] words =
                any.stream().sorted().map(risk -> " " + risk.label() + " ").toArray();
        and("risks <> '' AND (mismatch = 1 OR risks <> '') AND (" + each + ")", words);
    }

    // Paths from folder/ to folder0: the byte after the slash.
    private void below(byte[] folder) {
        byte[] from = Arrays.copyOf(folder, folder.length + 1);
        byte[] to = from.clone();
        from[folder.length] = '/';
        to[folder.length] = '/' + 1;
        and("path >= ? AND path < ?", from, to);
    }

    /** What SQL orders by, before the id. */
    private static List<String> keys(Listing.Sort sort) {
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

    private void beyond(Listing listing, @Nullable Cursor cursor) {
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

    private void order(Listing listing, @Nullable Cursor cursor) {
        String direction = descending(listing, cursor) ? " DESC" : " ASC";
        sql.append(" ORDER BY ");
        for (String key : keys(listing.sort())) {
            sql.append(key).append(direction).append(", ");
        }
        sql.append("id").append(direction).append(" LIMIT ?");
        args.add(listing.limit() + 1);
    }
}
