package dev.tallyman.ui.html.files;

import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FilesAddress;

/** Finds the other pages of a list, and says which this one is. */
final class Pager {
    private Pager() {}

    // The last page ends with the list and begins where a page would.
    static Listing ending(Listing listing, FilesAddress query, Facets facets) {
        if (!Listing.END.equals(listing.cursor())) {
            return listing;
        }
        long rows = facets.shown().files() - query.from() + 1;
        return listing.of(Math.clamp(rows, 1, FilesAddress.ROWS));
    }

    static FileListPage.Paging of(FilesAddress query, Listing.Page page, Facets facets) {
        int rows = page.files().size();
        long all = facets.shown().files();
        long from = query.from();
        String next = page.next();
        String previous = page.previous();
        long last = (all - 1) / FilesAddress.ROWS * FilesAddress.ROWS + 1;
        return new FileListPage.Paging(
                range(query, rows, facets),
                previous == null ? null : query.with("cursor", null).url(),
                previous == null ? null : before(query, previous),
                next == null ? null : query.page(next, from + rows).url(),
                next == null || facets.more()
                        ? null
                        : query.page(Listing.END, last).url());
    }

    // The first page begins where the list does, so that it is full when some of it are gone.
    private static String before(FilesAddress query, String previous) {
        long from = query.from() - FilesAddress.ROWS;
        return from <= 1
                ? query.with("cursor", null).url()
                : query.page(previous, from).url();
    }

    /** How many files all pages hold, as far as they were counted. */
    static String matching(Facets facets) {
        long shown = facets.shown().files();
        return facets.more() ? "more than " + Words.count(shown - 1) : Words.count(shown);
    }

    private static String range(FilesAddress query, int rows, Facets facets) {
        String order = switch (query.sort()) {
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
        if (rows == 0) {
            return "0 files";
        }
        long from = query.from();
        long all = facets.shown().files();
        return "%s to %s of %s%s, %s"
                .formatted(
                        Words.count(from),
                        Words.count(from + rows - 1),
                        facets.more() ? "more than " : "",
                        Words.count(Math.max(facets.more() ? all - 1 : all, from + rows - 1)),
                        order);
    }
}
