package dev.tallyman.index.catalog;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.description.StaleDescriptions;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.Candidates;
import dev.tallyman.index.search.NameIndex;
import dev.tallyman.index.search.NameWord;
import dev.tallyman.index.search.TextHits;
import dev.tallyman.index.search.TextQuery;
import dev.tallyman.index.search.TextSearch;
import dev.tallyman.volume.disk.FilePath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds and lists files, and sums them up. */
public final class Catalog {
    private static final int SEARCHED = 1_001;
    private static final int TOP_FOLDERS = 500;
    private static final int FOLDERS = 200;
    private static final String STALE =
            "SELECT count(*) FROM file INDEXED BY file_stale WHERE stale >= 1 AND state = 'classified'";

    private final Database database;
    private final NameIndex names;
    private final TextSearch texts;
    private final SeenSums sums;

    /**
     * Finds names and texts with the help of their indexes.
     *
     * @param sums what was counted for those who do not see everything
     */
    public Catalog(Database database, NameIndex names, TextSearch texts, SeenSums sums) {
        this.database = database;
        this.names = names;
        this.texts = texts;
        this.sums = sums;
    }

    private Optional<Candidates> candidates(Filter filter) {
        return filter.find(Condition.Worded.class)
                .<Candidates>map(worded -> texts.find(TextQuery.of(worded.words())))
                .or(() -> filter.find(Condition.Named.class)
                        .flatMap(named -> names.candidates(NameWord.of(named.words()))));
    }

    public Optional<StoredFile> find(long id) {
        return database.read(session ->
                        session.one("SELECT " + FileMapper.COLUMNS + " FROM file WHERE id = ?", FileMapper::of, id))
                .filter(file -> Sight.current().sees(file.path()));
    }

    /** The present file of this path. */
    public Optional<StoredFile> find(FilePath path) {
        if (!Sight.current().sees(path)) {
            return Optional.empty();
        }
        String here = "SELECT " + FileMapper.COLUMNS + " FROM file WHERE path = ? AND state <> 'trashed'";
        return database.read(session -> session.one(here, FileMapper::of, path));
    }

    /** Other present files with the same bytes, at most {@code limit}. */
    public List<StoredFile> copies(StoredFile file, int limit) {
        if (file.sha256() == null) {
            return List.of();
        }
        Sight sight = Sight.current();
        List<Object> args = new ArrayList<>(List.of(HexFormat.of().parseHex(file.sha256()), file.id()));
        args.addAll(sight.args());
        args.add(limit);
        return database.read(session -> session.list(
                "SELECT "
                        + FileMapper.COLUMNS
                        + " FROM file WHERE sha256 = ? AND id <> ? AND state <> 'trashed' AND state <> 'missing' AND "
                        + sight.sql("+path") + " ORDER BY path LIMIT ?",
                FileMapper::of,
                args.toArray()));
    }

    public Totals totals() {
        Sight sight = Sight.current();
        return sight.isEverything() ? database.read(Catalog::totals) : sums.totals(database, sight);
    }

    static Totals totals(Session session) throws SQLException {
        return Totals.of(tallies(session), stale(session), StaleDescriptions.count(session));
    }

    /** The ids that a filter shows, after one and up to another, in their order. */
    public List<Long> ids(Filter filter, long after, long last, int limit) {
        ListingQuery query = ListingQuery.ids(seen().any(filter), candidates(filter), after, last, limit);
        return database.read(session -> session.list(query.sql(), row -> row.getLong(1), query.args()));
    }

    /** The highest id of all: what comes later has a higher one. */
    public long lastId() {
        return database.read(session -> session.number("SELECT coalesce(max(id), 0) FROM file"));
    }

    /** Files whose verdict another detector gave, or that people want read again. */
    public long stale() {
        return database.read(Catalog::stale);
    }

    /** The same, where a session is open. */
    public static long stale(Session session) throws SQLException {
        return session.number(STALE);
    }

    static List<Totals.Tally> tallies(Session session) throws SQLException {
        return session.list("SELECT state, category, mismatch, risky, files, bytes FROM tally", Catalog::tally);
    }

    static Totals.Tally tally(ResultSet row) throws SQLException {
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
        Optional<Candidates> candidates = candidates(listing.filter());
        Listing seen = seen().page(listing, cursor, candidates.isPresent());
        List<StoredFile> found = ListingQuery.files(database, seen, cursor, candidates);
        boolean beyond = found.size() > listing.limit();
        List<StoredFile> page = beyond ? found.subList(0, listing.limit()) : found;
        if (cursor == null || !cursor.backward()) {
            return page(page, at(listing, candidates), beyond, cursor != null);
        }
        return page(page.reversed(), at(listing, candidates), !cursor.keys().isEmpty(), beyond);
    }

    /** How many files of a list stand before one of them; counts no further than {@code limit}. */
    public long before(Listing listing, StoredFile file, int limit) {
        Optional<Candidates> candidates = candidates(listing.filter());
        Listing seen = seen().page(listing, null, candidates.isPresent());
        return number(ListingQuery.count(seen, at(listing, candidates).of(file, true), candidates, limit));
    }

    private SeenFilter seen() {
        return new SeenFilter(database, Sight.current(), sums.known(Sight.current()));
    }

    private interface At {
        Cursor of(StoredFile row, boolean backward);
    }

    private static At at(Listing listing, Optional<Candidates> candidates) {
        List<Long> found = candidates.orElse(null) instanceof TextHits hits ? hits.files() : List.of();
        return (row, backward) -> Cursor.at(row, listing.sort(), backward, found.indexOf(row.id()));
    }

    private static Listing.Page page(List<StoredFile> files, At at, boolean after, boolean before) {
        return new Listing.Page(
                List.copyOf(files),
                after && !files.isEmpty() ? at.of(files.getLast(), false).text() : null,
                before && !files.isEmpty() ? at.of(files.getFirst(), true).text() : null);
    }

    /** The verdicts of a file that reading it again changed, the oldest first; the last so many. */
    public List<Revision> revisions(long file, int last) {
        return database.read(session -> Revision.of(session, file, last));
    }

    /** How many files a filter shows; counts no further than {@code limit}. */
    public long count(Filter filter, int limit) {
        Optional<Candidates> candidates = candidates(filter);
        Filter seen = seen().all(filter, candidates.isPresent());
        return number(ListingQuery.count(Listing.newest(seen, 1), null, candidates, limit));
    }

    private long number(ListingQuery query) {
        return database.read(session -> session.number(query.sql(), query.args()));
    }

    /**
     * How many and how much, from the sums where they can tell, else from at most {@code limit}
     * rows; from fewer where a search looks at every name.
     */
    public Facets facets(Filter filter, int limit) {
        Filter rows = filter.only(condition -> !Facets.summed(condition));
        if (rows.conditions().isEmpty()) {
            Sight sight = Sight.current();
            List<Totals.Tally> all =
                    sight.isEverything() ? database.read(Catalog::tallies) : sums.tallies(database, sight);
            return new Facets(filter, all, false);
        }
        Optional<Candidates> candidates = candidates(rows);
        boolean looksAtAll = rows.find(Condition.Named.class).isPresent() && candidates.isEmpty();
        int most = looksAtAll ? Math.min(limit, SEARCHED) : limit;
        Filter seen = seen().all(rows, candidates.isPresent());
        ListingQuery query = ListingQuery.tallies(seen, candidates, filter.showsTrash(), most);
        List<Totals.Tally> tallies = database.read(session -> session.list(query.sql(), Catalog::tally, query.args()));
        boolean more = candidates.orElse(null) instanceof TextHits hits && hits.more();
        return new Facets(filter, tallies, more || Totals.Tally.files(tallies) >= most);
    }

    /** What a run read in a stretch of time: all of it, or so much as its drawing needs. */
    public WorkSample work(long run, Instant from, Instant to) {
        return database.read(session -> WorkSample.of(session, run, from, to));
    }

    /** The folders at the root in byte order, at most 500. */
    public List<FilePath> topFolders() {
        Sight sight = Sight.current();
        return database.read(session -> FolderScan.paths(session, sight, Optional.empty(), TOP_FOLDERS));
    }

    /**
     * The folders in one or at the root, at most 200.
     *
     * @param counts also how many files each holds, as far as that is soon counted
     */
    public FolderLevel folders(Optional<FilePath> in, boolean counts) {
        Sight sight = Sight.current();
        return database.read(session -> FolderScan.level(session, sight, in, FOLDERS, counts));
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
