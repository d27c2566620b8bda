package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.catalog.Listing.Sort;
import dev.tallyman.index.people.Sight;
import dev.tallyman.volume.disk.FilePath;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists for those who see a part: whichever way they are found, they are the whole list without the rest. */
class SeenListingTest extends OnAVolume {
    private static final Sight FEW = new Sight(List.of(stretch("few"), stretch("many/2")));
    private static final Sight ONE = new Sight(List.of(stretch("many")));
    private static final Sight MANY = new Sight(List.of(stretch("few"), stretch("many")));

    // Whatever comes later is larger and has a higher id.
    private static final Comparator<StoredFile> LATER = Comparator.comparingLong(StoredFile::id);
    private static final Map<Sort, Comparator<StoredFile>> ORDERS = Map.of(
            Sort.RECEIVED,
            LATER,
            Sort.SIZE,
            LATER,
            Sort.FORMAT,
            LATER,
            Sort.NAME,
            Comparator.comparing(file -> file.path().text()),
            Sort.CATEGORY,
            Comparator.comparing((StoredFile file) ->
                            file.category().map(Category::label).orElse(""))
                    .thenComparing(LATER),
            Sort.STATE,
            Comparator.comparing((StoredFile file) -> file.state().label()).thenComparing(LATER));

    private static Sight.Stretch stretch(String folder) {
        return new Sight.Stretch(folder + "/", folder + "0");
    }

    /** The many are the last in every order that goes up, so that a page of them is far. */
    @BeforeEach
    void fill() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.volume.database());
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state,
                                      state_since, category, mime)
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 18000),
                    named AS (SELECT i, CASE WHEN i > 7000 THEN 'many' WHEN i % 70 = 0 THEN 'few' ELSE 'hidden' END AS top
                                FROM n)
                    SELECT CAST(top || '/' || (i % 5) || '/' || i AS BLOB), 1, CAST(top AS BLOB), top, '', i, i, i,
                           'upload', i, CASE WHEN i % 50 = 0 THEN 'trashed' ELSE 'classified' END, i,
                           CASE WHEN top = 'many' THEN 'video' WHEN i % 2 THEN 'image' ELSE 'text' END, 'a/b'
                      FROM named
                    """);
        }
    }

    private static final List<Filter> FILTERS = List.of(
            Filter.PRESENT,
            Filter.of(new Condition.Mime("a/b")),
            Filter.of(new Condition.Mime("a/b"), new Condition.Size(100L, 17_000L)),
            Filter.of(new Condition.Categories(Set.of(Category.TEXT, Category.VIDEO))),
            Filter.of(new Condition.States(Set.of(State.TRASHED, State.CLASSIFIED))));

    @Test
    void aListOfAPartIsTheWholeListWithoutTheRest() {
        for (Filter filter : FILTERS) {
            List<StoredFile> whole = pages(new Listing(filter, Sort.RECEIVED, false, null, 1_000), 18);
            for (Sight sight : List.of(FEW, ONE, MANY)) {
                List<StoredFile> seen =
                        whole.stream().filter(file -> sight.sees(file.path())).toList();
                assertEquals(
                        seen.size(), sight.see(() -> data.index.catalog().count(filter, 100_000)), filter::toString);
                ORDERS.forEach((sort, order) -> {
                    assertPages(seen, order, new Listing(filter, sort, false, null, 100), sight);
                    assertPages(seen, order.reversed(), new Listing(filter, sort, true, null, 100), sight);
                });
            }
        }
    }

    @Test
    void aListOfAFolderIsThatOfWhatIsSeenThere() {
        for (Filter filter : FILTERS) {
            List<StoredFile> whole = pages(new Listing(filter, Sort.RECEIVED, false, null, 1_000), 18);
            for (String name : List.of("many", "many/2", "few", "hidden", "nowhere")) {
                Filter there = filter.and(new Condition.Below(FilePath.of(name)));
                for (Sight sight : List.of(FEW, MANY, Sight.EVERYTHING)) {
                    List<StoredFile> seen = whole.stream()
                            .filter(file -> sight.sees(file.path())
                                    && file.path().text().startsWith(name + "/"))
                            .toList();
                    assertEquals(
                            seen.size(),
                            sight.see(() -> data.index.catalog().count(there, 100_000)),
                            () -> there + " for " + sight);
                    assertEquals(
                            seen.size(),
                            sight.see(() -> data.index
                                    .catalog()
                                    .facets(there, 100_000)
                                    .shown()
                                    .files()),
                            () -> there + " for " + sight);
                    ORDERS.forEach((sort, order) ->
                            assertPages(seen, order.reversed(), new Listing(there, sort, true, null, 100), sight));
                }
            }
        }
    }

    private void assertPages(List<StoredFile> seen, Comparator<StoredFile> order, Listing first, Sight sight) {
        assertEquals(
                seen.stream().sorted(order).limit(200).map(StoredFile::id).toList(),
                sight.see(() -> pages(first, 2)).stream().map(StoredFile::id).toList(),
                () -> first + " for " + sight);
    }

    private List<StoredFile> pages(Listing from, int most) {
        List<StoredFile> files = new ArrayList<>();
        Listing.Page page = data.index.catalog().list(from);
        files.addAll(page.files());
        for (int n = 1; n < most && page.next() != null; n++) {
            page = data.index.catalog().list(from.from(page.next()));
            files.addAll(page.files());
        }
        return files;
    }
}
