package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Category;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Listing;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A page costs the same at any size, also where the rows that a filter shows come last in the order of all. */
class ListingCostTest extends OnAVolume {
    private static final int FEW = 2_000;
    private static final int MANY = 30_000;

    @Test
    void aPageBySizeCostsTheSameHoweverManyFilesItsFilterShows() throws Exception {
        List<Filter> filters = List.of(
                Filter.of(new Condition.Categories(Set.of(Category.IMAGE))),
                Filter.of(new Condition.Categories(Set.of(Category.IMAGE, Category.AUDIO))),
                Filter.of(new Condition.Mismatched()));
        put(0, MANY, "text", 0, 1_000_000);
        put(MANY, MANY + FEW, "image", 1, 0);
        long[] few = new long[filters.size()];
        for (int n = 0; n < few.length; n++) {
            few[n] = page(filters.get(n));
        }
        put(MANY + FEW, 2 * MANY, "image", 1, 0);
        for (int n = 0; n < few.length; n++) {
            long many = page(filters.get(n));
            assertTrue(many < 5 * few[n], filters.get(n) + ": " + many + " ns of the processor, with few " + few[n]);
        }
    }

    private long page(Filter filter) throws Exception {
        var largest = new Listing(filter, Listing.Sort.SIZE, true, null, 50);
        assertEquals(50, data.index.catalog().list(largest).files().size());
        return ProcessorTime.least(() -> data.index.catalog().list(largest));
    }

    private void put(int from, int to, String category, int mismatch, int size) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.volume.database());
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1)
                    INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state, state_since,
                                      category, mismatch)
                    SELECT CAST('f' || i AS BLOB), 1, x'', 'f' || i, '', %d + i, 1, i, 'found', 1, 'classified', 1, '%s', %d FROM n
                    """.formatted(from, to, size, category, mismatch));
        }
    }
}
