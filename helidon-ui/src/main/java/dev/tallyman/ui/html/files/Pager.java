package dev.tallyman.ui.html.files;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.Catalog;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FilesAddress;
import java.util.List;

/**
 * One page of a list, its place in it, and the other pages.
 *
 * @param from number of the first row
 */
record Pager(FilesAddress query, Listing.Page page, long from, Facets facets) {
    /** Rows before a page that are counted: farther on, the place is what its address says. */
    private static final int COUNTED = 10_001;

    /** {@link IllegalArgumentException}: a cursor of another order or version. */
    static Pager of(Catalog catalog, Listing listing, FilesAddress query, Facets facets) {
        Listing.Page page = catalog.list(ending(listing, facets));
        if (page.files().isEmpty() && listing.cursor() != null) {
            // What stood here is gone: the list ends before.
            page = catalog.list(ending(listing.from(Listing.END), facets));
        }
        if (page.previous() == null && listing.cursor() != null) {
            // The first page begins where the list does, so that it is full when some of it are gone.
            page = catalog.list(listing.from(null));
        }
        return new Pager(query, page, from(catalog, listing, query, page), facets);
    }

    /** A page without a list. */
    static Pager none(FilesAddress query, Facets facets) {
        return new Pager(query, new Listing.Page(List.of(), null, null), 1, facets);
    }

    // The last page ends with the list and begins where a page would.
    private static Listing ending(Listing listing, Facets facets) {
        if (!Listing.END.equals(listing.cursor()) || facets.more()) {
            return listing;
        }
        return listing.of((int) (1 + Math.max(0, facets.shown().files() - 1) % FilesAddress.ROWS));
    }

    // Files come and go between two pages, so that an address can only guess where its page stands.
    private static long from(Catalog catalog, Listing listing, FilesAddress query, Listing.Page page) {
        if (page.previous() == null) {
            return 1;
        }
        if (query.from() > COUNTED) {
            return query.from();
        }
        long before = catalog.before(listing, page.files().getFirst(), COUNTED);
        return before == COUNTED ? query.from() : before + 1;
    }

    List<StoredFile> files() {
        return page.files();
    }

    /** It begins with the newest file of all. */
    boolean isNewest() {
        return !files().isEmpty() && page.previous() == null && query.sort().equals("-received");
    }

    FileListPage.Paging paging() {
        int rows = files().size();
        String next = page.next();
        String previous = page.previous();
        long last = (facets.shown().files() - 1) / FilesAddress.ROWS * FilesAddress.ROWS + 1;
        return new FileListPage.Paging(
                range(),
                previous == null ? null : query.with("cursor", null).url(),
                previous == null ? null : before(previous),
                next == null ? null : query.page(next, from + rows).url(),
                next == null || facets.more()
                        ? null
                        : query.page(Listing.END, last).url());
    }

    private String before(String previous) {
        long begins = from - FilesAddress.ROWS;
        return begins <= 1
                ? query.with("cursor", null).url()
                : query.page(previous, begins).url();
    }

    /** How many files all pages hold, as far as they were counted. */
    String matching() {
        long shown = facets.shown().files();
        return facets.more() ? "more than " + Words.count(shown - 1) : Words.count(shown);
    }

    private String range() {
        int rows = files().size();
        if (rows == 0) {
            return "0 files";
        }
        long all = facets.shown().files();
        return "%s to %s of %s%s, %s"
                .formatted(
                        Words.count(from),
                        Words.count(from + rows - 1),
                        facets.more() ? "more than " : "",
                        Words.count(Math.max(facets.more() ? all - 1 : all, from + rows - 1)),
                        order());
    }

    private String order() {
        return switch (query.sort()) {
            case "received" -> "oldest first";
            case "-size" -> "largest first";
            case "size" -> "smallest first";
            case "-name", "-path" -> "names from Z to A";
            case "name", "path" -> "names from A to Z";
            case "category", "-category" -> "by category";
            case "format", "-format" -> "by format";
            case "state", "-state" -> "by state";
            case "match", "-match" -> "best first";
            default -> "newest first";
        };
    }
}
