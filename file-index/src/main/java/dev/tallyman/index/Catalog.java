package dev.tallyman.index;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds and lists files, and sums them up. */
public final class Catalog {
    private static final int MAX_FOLDERS = 500;

    private final Database database;

    Catalog(Database database) {
        this.database = database;
    }

    public Optional<StoredFile> find(long id) {
        return database.read(
                session ->
                        session.one(
                                "SELECT " + Rows.FILE + " FROM file WHERE id = ?", Rows::file, id));
    }

    /** The present file of this path. */
    public Optional<StoredFile> find(FilePath path) {
        return database.read(
                session ->
                        session.one(
                                "SELECT "
                                        + Rows.FILE
                                        + " FROM file WHERE path = ? AND state <> 'trashed'",
                                Rows::file,
                                path));
    }

    /** Other present files with the same bytes, at most {@code limit}. */
    public List<StoredFile> copies(StoredFile file, int limit) {
        if (file.sha256() == null) {
            return List.of();
        }
        byte[] sha256 = HexFormat.of().parseHex(file.sha256());
        return database.read(
                session ->
                        session.list(
                                "SELECT "
                                        + Rows.FILE
                                        + " FROM file WHERE sha256 = ? AND id <> ? AND state <> 'trashed' AND state <> 'missing'"
                                        + " ORDER BY path LIMIT ?",
                                Rows::file,
                                sha256,
                                file.id(),
                                limit));
    }

    public Totals totals() {
        return database.read(Catalog::totals);
    }

    static Totals totals(Session session) throws SQLException {
        Map<Category, Totals.Count> categories = new EnumMap<>(Category.class);
        Map<State, Totals.Count> states = new EnumMap<>(State.class);
        for (Category category : Category.values()) {
            categories.put(category, Totals.Count.NONE);
        }
        for (State state : State.values()) {
            states.put(state, Totals.Count.NONE);
        }
        long[] sums = new long[7];
        session.each(
                "SELECT state, category, mismatch, risky, files, bytes FROM tally",
                row -> {
                    State state = State.of(row.getString(1));
                    String category = row.getString(2);
                    long files = row.getLong(5);
                    long bytes = row.getLong(6);
                    states.computeIfPresent(state, (_, count) -> count.plus(files, bytes));
                    sums[2] += state.processed() ? files : 0;
                    if (state.present()) {
                        sums[0] += files;
                        sums[1] += bytes;
                        if (!category.isEmpty()) {
                            categories.computeIfPresent(
                                    Category.of(category), (_, count) -> count.plus(files, bytes));
                        }
                        sums[3] += row.getInt(3) * files;
                        sums[4] += row.getInt(3) * bytes;
                        sums[5] += row.getInt(4) * files;
                        sums[6] += row.getInt(4) * bytes;
                    }
                    return true;
                });
        return new Totals(
                sums[0],
                sums[1],
                sums[2],
                categories,
                states,
                new Totals.Count(sums[3], sums[4]),
                new Totals.Count(sums[5], sums[6]));
    }

    /**
     * One page of a list; its cost does not grow with the page's number. {@link
     * IllegalArgumentException}: bad cursor.
     */
    public Listing.Page list(Listing listing) {
        Query query = filtered("SELECT " + Rows.FILE + " FROM file WHERE ", listing);
        String key =
                switch (listing.sort()) {
                    case RECEIVED -> "arrived";
                    case SIZE -> "size";
                    case NAME -> "path";
                };
        String direction = listing.descending() ? "DESC" : "ASC";
        if (listing.cursor() != null) {
            query.and(
                    "(" + key + ", id) " + (listing.descending() ? "<" : ">") + " (?, ?)",
                    cursor(listing));
        }
        query.sql
                .append(" ORDER BY ")
                .append(key)
                .append(' ')
                .append(direction)
                .append(", id ")
                .append(direction)
                .append(" LIMIT ?");
        query.args.add(listing.limit() + 1);
        List<StoredFile> files =
                database.read(
                        session ->
                                session.list(
                                        query.sql.toString(), Rows::file, query.args.toArray()));
        boolean more = files.size() > listing.limit();
        List<StoredFile> page = more ? files.subList(0, listing.limit()) : files;
        return new Listing.Page(
                List.copyOf(page), more ? cursorAfter(page.getLast(), listing.sort()) : null);
    }

    /** How many files a list has; counts no further than {@code limit}. */
    public long count(Listing listing, int limit) {
        Query query = filtered("SELECT count(*) FROM (SELECT 1 FROM file WHERE ", listing);
        query.sql.append(" LIMIT ?)");
        query.args.add(limit);
        return database.read(session -> session.number(query.sql.toString(), query.args.toArray()));
    }

    private static final class Query {
        final StringBuilder sql;
        final List<@Nullable Object> args = new ArrayList<>();

        Query(String start) {
            sql = new StringBuilder(start);
        }

        void and(String condition, Object... values) {
            sql.append(" AND ").append(condition);
            args.addAll(Arrays.asList(values));
        }
    }

    private static Query filtered(String start, Listing listing) {
        Query query = new Query(start);
        if (listing.state() == null) {
            query.sql.append("state <> 'trashed' AND state <> 'missing'");
        } else {
            query.sql.append("state = ?");
            query.args.add(listing.state());
        }
        if (listing.category() != null) {
            query.and("category = ?", listing.category());
        }
        if (listing.mime() != null) {
            query.and("mime = ?", listing.mime());
        }
        if (listing.run() != null) {
            query.and("run = ?", listing.run());
        }
        if (listing.mismatch()) {
            query.and("mismatch = 1 AND (mismatch = 1 OR risks <> '')");
        }
        if (listing.risky()) {
            query.and("risks <> '' AND (mismatch = 1 OR risks <> '')");
        }
        if (listing.since() != null) {
            query.and("arrived >= ?", listing.since());
        }
        if (listing.until() != null) {
            query.and("arrived < ?", listing.until());
        }
        if (listing.folder() != null) {
            byte[] from =
                    Arrays.copyOf(listing.folder().bytes(), listing.folder().bytes().length + 1);
            byte[] to = from.clone();
            from[from.length - 1] = '/';
            to[to.length - 1] = '/' + 1;
            query.and("path >= ? AND path < ?", from, to);
        }
        if (listing.q() != null && !listing.q().isBlank()) {
            query.and(
                    "instr(folded, ?)",
                    Normalizer.normalize(listing.q().strip(), Normalizer.Form.NFKC)
                            .toLowerCase(Locale.ROOT));
        }
        return query;
    }

    private static String cursorAfter(StoredFile last, Listing.Sort sort) {
        String key =
                switch (sort) {
                    case RECEIVED -> Long.toString(last.received().toEpochMilli());
                    case SIZE -> Long.toString(last.size());
                    case NAME -> HexFormat.of().formatHex(last.path().bytes());
                };
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + " " + last.id()).getBytes(StandardCharsets.US_ASCII));
    }

    private static Object[] cursor(Listing listing) {
        try {
            String text =
                    new String(
                            Base64.getUrlDecoder().decode(String.valueOf(listing.cursor())),
                            StandardCharsets.US_ASCII);
            int space = text.indexOf(' ');
            Object key =
                    listing.sort() == Listing.Sort.NAME
                            ? HexFormat.of().parseHex(text.substring(0, space))
                            : (Object) Long.valueOf(text.substring(0, space));
            return new Object[] {key, Long.valueOf(text.substring(space + 1))};
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "This cursor is not one that a list gave; begin without it.", e);
        }
    }

    /** The folders at the root in byte order, at most 500; each step is one look into an index. */
    public List<FilePath> topFolders() {
        return database.read(
                session -> {
                    List<FilePath> folders = new ArrayList<>();
                    byte[] after = new byte[0];
                    for (int step = 0;
                            step < 2 * MAX_FOLDERS && folders.size() < MAX_FOLDERS;
                            step++) {
                        byte[] from = after;
                        Optional<FilePath> next =
                                session.one(
                                        "SELECT path FROM file WHERE path > ? AND state <> 'trashed' AND state <> 'missing' ORDER BY path LIMIT 1",
                                        row -> FilePath.known(row.getBytes(1)),
                                        from);
                        if (next.isEmpty()) {
                            break;
                        }
                        byte[] top = next.get().top();
                        if (top.length == 0) {
                            after = next.get().bytes();
                        } else {
                            folders.add(FilePath.of(top));
                            after = Arrays.copyOf(top, top.length + 1);
                            after[top.length] = '/' + 1;
                        }
                    }
                    return folders;
                });
    }
}
