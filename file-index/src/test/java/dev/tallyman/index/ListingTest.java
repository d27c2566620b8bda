package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.index.catalog.Listing.Sort;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.search.PreparedText;
import dev.tallyman.index.search.TextIndex;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.FilePath;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists show, in which order, and what they count. */
class ListingTest extends OnAVolume {
    private static final int MANY = 1_000;

    @BeforeEach
    void fill() throws Exception {
        for (int i = 0; i < 12; i++) {
            data.upload("plans/" + "abc".charAt(i % 3) + i + ".txt", "x".repeat(i + 1));
        }
        try (Slot slot = Slot.take(data.volume)) {
            for (Claim claim : data.claimAll(slot, data.sweep(slot), Policy.FCFS)) {
                data.record(data.classified(claim));
            }
            data.index.queue().handBack(slot, Map.of());
        }
        data.upload("new.png", "y");
        data.index.trash().put(data.find("plans/a0.txt").id());
    }

    private List<StoredFile> list(Condition... conditions) {
        return data.index
                .catalog()
                .list(Listing.newest(Filter.of(conditions), MANY))
                .files();
    }

    private Facets facets(Condition... conditions) {
        return data.index.catalog().facets(Filter.of(conditions), MANY);
    }

    private static long in(State state, Facets facets) {
        return facets.states().getOrDefault(state, Totals.Count.NONE).files();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void pagesOfEveryOrderLeadForwardToTheEndAndBackToTheBeginning(Sort sort) throws Exception {
        assertEquals(12, pagesOf(sort == Sort.MATCH ? worded() : Filter.PRESENT, sort, true, 5));
    }

    @ParameterizedTest
    @EnumSource(value = Sort.class, mode = EnumSource.Mode.EXCLUDE, names = "MATCH")
    void soDoThoseOfEveryFilterInEveryOrder(Sort sort) {
        List<Condition> conditions = List.of(
                new Condition.Categories(Set.of(Category.TEXT)),
                new Condition.Categories(Set.of(Category.TEXT, Category.IMAGE)),
                new Condition.Mime("text/plain"),
                new Condition.Format("Plain text"),
                new Condition.Ending("txt"),
                new Condition.Below(FilePath.of("plans")),
                new Condition.Size(2L, null),
                new Condition.Changed(Instant.EPOCH, null),
                new Condition.States(Set.of(State.CLASSIFIED)),
                new Condition.States(Set.of(State.CLASSIFIED, State.RECEIVED)),
                new Condition.States(Set.of(State.CLASSIFIED, State.TRASHED)));
        for (Condition condition : conditions) {
            int found = pagesOf(Filter.of(condition), sort, true, 2);
            assertTrue(found >= 11, condition + " shows " + found);
            assertEquals(found, pagesOf(Filter.of(condition), sort, false, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Sort.class, mode = EnumSource.Mode.EXCLUDE, names = "MATCH")
    void soDoThoseOfWhatIsMisnamedOrARisk(Sort sort) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.volume.database());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET mismatch = 1 WHERE id % 2 = 0");
            statement.executeUpdate("UPDATE file SET risks = 'script' WHERE id % 3 = 0");
        }
        for (Condition condition :
                List.of(new Condition.Mismatched(), new Condition.Risky(), new Condition.Risks(Set.of(Risk.SCRIPT)))) {
            int found = pagesOf(Filter.of(condition), sort, true, 2);
            assertTrue(found >= 3, condition + " shows " + found);
            var text = new Condition.Categories(Set.of(Category.TEXT));
            assertTrue(pagesOf(Filter.of(condition, text), sort, false, 2) >= 3, condition + " of texts");
        }
    }

    private int pagesOf(Filter filter, Sort sort, boolean descending, int limit) {
        List<Long> whole = ids(data.index.catalog().list(new Listing(filter, sort, descending, null, MANY)));
        List<Long> forward = new ArrayList<>();
        Listing.Page page = data.index.catalog().list(new Listing(filter, sort, descending, null, limit));
        assertNull(page.previous());
        forward.addAll(ids(page));
        while (page.next() != null) {
            page = data.index.catalog().list(new Listing(filter, sort, descending, page.next(), limit));
            forward.addAll(ids(page));
        }
        assertEquals(whole, forward);

        page = data.index.catalog().list(new Listing(filter, sort, descending, Listing.END, limit));
        List<Long> backward = new ArrayList<>(ids(page));
        assertNull(page.next());
        while (page.previous() != null) {
            page = data.index.catalog().list(new Listing(filter, sort, descending, page.previous(), limit));
            backward.addAll(0, ids(page));
        }
        assertEquals(whole, backward);
        return whole.size();
    }

    // The same word in each, once more in every next one: so each is a better find than the one before.
    private Filter worded() throws Exception {
        List<TextIndex.FileText> texts = new ArrayList<>();
        for (StoredFile file : list()) {
            texts.add(new TextIndex.FileText(
                    file.id(), PreparedText.of("word ".repeat((int) file.id()) + "other ".repeat(50), null)));
        }
        String name = data.index.texts().put(texts);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.volume.database());
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE file SET texted = '" + name + "'");
        }
        return Filter.of(new Condition.Worded("word"));
    }

    private static List<Long> ids(Listing.Page page) {
        return page.files().stream().map(StoredFile::id).toList();
    }

    @Test
    void aCursorOfAnotherOrderIsRefused() {
        String cursor = data.index
                .catalog()
                .list(new Listing(Filter.PRESENT, Sort.STATE, true, null, 5))
                .next();
        for (Sort sort : List.of(Sort.NAME, Sort.SIZE)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> data.index.catalog().list(new Listing(Filter.PRESENT, sort, true, cursor, 5)));
        }
    }

    @Test
    void severalStatesAndCategoriesShowTheFilesOfEach() {
        var both = new Condition.States(Set.of(State.RECEIVED, State.TRASHED));
        assertEquals(
                List.of("new.png", "plans/a0.txt"),
                list(both).stream().map(file -> file.path().text()).toList());
        assertEquals(
                11,
                list(new Condition.Categories(Set.of(Category.TEXT, Category.AUDIO)))
                        .size());
        assertEquals(
                1,
                list(
                                new Condition.Categories(Set.of(Category.TEXT, Category.AUDIO)),
                                new Condition.States(Set.of(State.TRASHED)))
                        .size());
    }

    @Test
    void sizesEndingsAndTimesNarrowTheList() throws Exception {
        assertEquals(3, list(new Condition.Size(3L, 5L)).size());
        assertEquals(1, list(new Condition.Ending("png")).size());
        assertEquals(0, list(new Condition.Changed(null, Instant.EPOCH)).size());
        assertEquals(12, list(new Condition.Changed(Instant.EPOCH, null)).size());
        assertEquals(
                12,
                list(new Condition.Arrived(Instant.EPOCH, data.clock.instant().plusSeconds(1)))
                        .size());
        assertEquals(11, list(new Condition.Mime("text/plain")).size());
        assertEquals(0, list(new Condition.Format("Nothing")).size());
    }

    @Test
    void eachValueIsCountedWithinTheOtherConditions() {
        var text = new Condition.Categories(Set.of(Category.TEXT));
        var small = new Condition.Size(null, 5L);
        assertEquals(11, facets(text).shown().files());
        assertEquals(1, in(State.TRASHED, facets(text)));
        assertEquals(0, in(State.RECEIVED, facets(text)));
        assertEquals(4, facets(text, small).shown().files());
        assertEquals(2 + 3 + 4 + 5, facets(text, small).shown().bytes());
        assertEquals(1, in(State.TRASHED, facets(text, small)));
        assertEquals(5, facets(small).shown().files());
        assertEquals(12, data.index.catalog().count(Filter.PRESENT, MANY));
    }

    @Test
    void whatIsTooMuchToCountSaysSo() {
        assertTrue(data.index
                .catalog()
                .facets(Filter.of(new Condition.Size(1L, null)), 5)
                .more());
    }
}
