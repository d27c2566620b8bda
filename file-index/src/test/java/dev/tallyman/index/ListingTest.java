package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
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
import dev.tallyman.index.search.Texts;
import dev.tallyman.volume.Slot;
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
        Filter filter = sort == Sort.MATCH ? worded() : Filter.PRESENT;
        List<Long> whole = ids(data.index.catalog().list(new Listing(filter, sort, true, null, MANY)));
        List<Long> forward = new ArrayList<>();
        Listing.Page page = data.index.catalog().list(new Listing(filter, sort, true, null, 5));
        assertNull(page.previous());
        forward.addAll(ids(page));
        while (page.next() != null) {
            page = data.index.catalog().list(new Listing(filter, sort, true, page.next(), 5));
            forward.addAll(ids(page));
        }
        assertEquals(12, whole.size());
        assertEquals(whole, forward);

        page = data.index.catalog().list(new Listing(filter, sort, true, Listing.END, 5));
        List<Long> backward = new ArrayList<>(ids(page));
        assertNull(page.next());
        while (page.previous() != null) {
            page = data.index.catalog().list(new Listing(filter, sort, true, page.previous(), 5));
            backward.addAll(0, ids(page));
        }
        assertEquals(whole, backward);
    }

    // The same word in each, once more in every next one: so each is a better find than the one before.
    private Filter worded() throws Exception {
        List<Texts.FileText> texts = new ArrayList<>();
        for (StoredFile file : list()) {
            texts.add(new Texts.FileText(
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
