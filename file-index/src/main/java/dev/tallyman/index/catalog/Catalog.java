package dev.tallyman.index.catalog;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.search.Candidates;
import dev.tallyman.index.search.NameWord;
import dev.tallyman.index.search.Names;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds and lists files, and sums them up. */
public final class Catalog {
    private static final int MAX_FOLDERS = 500;
    private static final int PAGE = 5_000;
    private static final String STALE = "SELECT count(*) FROM file WHERE stale >= 1 AND state = 'classified'";

    private final Database database;
    private final Names names;

    /** Finds names with the help of their index. */
    public Catalog(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    private Optional<Candidates> candidates(Filter filter) {
        return filter.find(Condition.Named.class).flatMap(named -> names.candidates(NameWord.of(named.words())));
    }

    public Optional<StoredFile> find(long id) {
        return database.read(
                session -> session.one("SELECT " + FileRows.COLUMNS + " FROM file WHERE id = ?", FileRows::of, id));
    }

    /** The present file of this path. */
    public Optional<StoredFile> find(FilePath path) {
        return database.read(session -> session.one(
                "SELECT " + FileRows.COLUMNS + " FROM file WHERE path = ? AND state <> 'trashed'", FileRows::of, path));
    }

    /** Other present files with the same bytes, at most {@code limit}. */
    public List<StoredFile> copies(StoredFile file, int limit) {
        if (file.sha256() == null) {
            return List.of();
        }
        byte[] sha256 = HexFormat.of().parseHex(file.sha256());
        return database.read(session -> session.list(
                "SELECT "
                        + FileRows.COLUMNS
                        + " FROM file WHERE sha256 = ? AND id <> ? AND state <> 'trashed' AND state <> 'missing'"
                        + " ORDER BY path LIMIT ?",
                FileRows::of,
                sha256,
                file.id(),
                limit));
    }

    public Totals totals() {
        return database.read(Catalog::totals);
    }

    static Totals totals(Session session) throws SQLException {
        return Totals.of(tallies(session), stale(session));
    }

    /**
     * Has classified files identified again by the next sweep, whatever their verdict.
     *
     * @return how many
     */
    public int identifyAgain(Filter filter) {
        int all = 0;
        for (Optional<Long> last = Optional.of(0L); last.isPresent(); ) {
            ListingQuery query = ListingQuery.ids(filter, candidates(filter), last.get(), PAGE);
            List<Long> ids = database.read(session -> session.list(query.sql(), row -> row.getLong(1), query.args()));
            all += identifyAgain(ids);
            last = ids.size() < PAGE ? Optional.empty() : Optional.of(ids.getLast());
        }
        return all;
    }

    /** The same for these. */
    public int identifyAgain(List<Long> ids) {
        return database.write(session -> session.update("""
                UPDATE file SET stale = 2
                 WHERE state = 'classified' AND id IN (SELECT value FROM json_each(?))
                """, ids.toString()));
    }

    /** Files whose verdict another detector gave, or that people want read again. */
    public long stale() {
        return database.read(Catalog::stale);
    }

    /** The same, where a session is open. */
    public static long stale(Session session) throws SQLException {
        return session.number(STALE);
    }

    private static List<Totals.Tally> tallies(Session session) throws SQLException {
        return session.list("SELECT state, category, mismatch, risky, files, bytes FROM tally", Catalog::tally);
    }

    private static Totals.Tally tally(ResultSet row) throws SQLException {
        return new Totals.Tally(
                State.of(row.getString(1)),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                new Totals.Count(row.getLong(5), row.getLong(6)));
    }

    /**
     * One page of a list; its cost does not grow with the page's number. {@link
     * IllegalArgumentException}: bad cursor.
     */
    public Listing.Page list(Listing listing) {
        Cursor cursor = Cursor.of(listing.cursor(), listing.sort());
        ListingQuery query = ListingQuery.page(listing, cursor, candidates(listing.filter()));
        List<StoredFile> found = database.read(session -> session.list(query.sql(), FileRows::of, query.args()));
        boolean beyond = found.size() > listing.limit();
        List<StoredFile> page = beyond ? found.subList(0, listing.limit()) : found;
        if (cursor == null || !cursor.backward()) {
            return page(page, listing.sort(), beyond, cursor != null);
        }
        return page(page.reversed(), listing.sort(), !cursor.keys().isEmpty(), beyond);
    }

    private static Listing.Page page(List<StoredFile> files, Listing.Sort sort, boolean after, boolean before) {
        return new Listing.Page(
                List.copyOf(files),
                after && !files.isEmpty()
                        ? Cursor.at(files.getLast(), sort, false).text()
                        : null,
                before && !files.isEmpty()
                        ? Cursor.at(files.getFirst(), sort, true).text()
                        : null);
    }

    /** The verdicts of a file that reading it again changed, the oldest first; the last so many. */
    public List<Revision> revisions(long file, int last) {
        return database.read(session -> Revision.of(session, file, last));
    }

    /** How many files a filter shows; counts no further than {@code limit}. */
    public long count(Filter filter, int limit) {
        ListingQuery query = ListingQuery.count(filter, candidates(filter), limit);
        return database.read(session -> session.number(query.sql(), query.args()));
    }

    /**
     * How many and how much, from the sums where they can tell, else from at most {@code limit}
     * rows.
     */
    public Facets facets(Filter filter, int limit) {
        Filter rows = filter.only(condition -> !Facets.summed(condition));
        if (rows.conditions().isEmpty()) {
            return new Facets(filter, database.read(Catalog::tallies), false);
        }
        ListingQuery query = ListingQuery.tallies(rows, candidates(rows), limit);
        List<Totals.Tally> tallies = database.read(session -> session.list(query.sql(), Catalog::tally, query.args()));
        long counted =
                tallies.stream().mapToLong(tally -> tally.count().files()).sum();
        return new Facets(filter, tallies, counted >= limit);
    }

    /** What a run read in a stretch of time: all of it, or so much as its drawing needs. */
    public WorkSample work(long run, Instant from, Instant to) {
        return database.read(session -> WorkSample.of(session, run, from, to));
    }

    /** The folders at the root in byte order, at most 500; each step is one look into an index. */
    public List<FilePath> topFolders() {
        return database.read(session -> {
            List<FilePath> folders = new ArrayList<>();
            byte[] after = new byte[0];
            for (int step = 0; step < 2 * MAX_FOLDERS && folders.size() < MAX_FOLDERS; step++) {
                byte[] from = after;
                Optional<FilePath> next = session.one(
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

    /** Since when the file that waits longest for a verdict is in its state; empty without one. */
    public Optional<Instant> waitingSince() {
        return database.read(session -> session.one("""
                                SELECT min(since) FROM (
                                  SELECT min(state_since) AS since FROM file
                                   WHERE state = 'received' AND state <> 'classified'
                                  UNION ALL
                                  SELECT min(state_since) FROM file
                                   WHERE state = 'claimed' AND state <> 'classified'
                                  UNION ALL
                                  SELECT min(state_since) FROM file
                                   WHERE state = 'failed' AND state <> 'classified')
                                 WHERE since IS NOT NULL HAVING count(*) > 0
                                """, row -> Instant.ofEpochMilli(row.getLong(1))));
    }
}
