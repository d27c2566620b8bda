package dev.tallyman.index.catalog;

import dev.tallyman.file.StoredFile;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SELECT of a {@link Listing} with its arguments, and the cursor that leads to the page after
 * it: the last row's key and id, so that no page reads those before it.
 */
final class ListingQuery {
    private final StringBuilder sql;
    private final List<@Nullable Object> args = new ArrayList<>();

    private ListingQuery(String select, Listing listing) {
        sql = new StringBuilder(select);
        filter(listing);
    }

    /** The rows of one page and one more, by which a next page is known. */
    static ListingQuery page(Listing listing) {
        var query = new ListingQuery("SELECT " + FileRows.COLUMNS + " FROM file WHERE ", listing);
        query.order(listing);
        return query;
    }

    /** The number of rows of all pages, at most {@code limit}. */
    static ListingQuery count(Listing listing, int limit) {
        var query = new ListingQuery("SELECT count(*) FROM (SELECT 1 FROM file WHERE ", listing);
        query.sql.append(" LIMIT ?)");
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

    private void filter(Listing listing) {
        if (listing.state() == null) {
            sql.append("state <> 'trashed' AND state <> 'missing'");
        } else {
            sql.append("state = ?");
            args.add(listing.state());
        }
        if (listing.category() != null) {
            and("category = ?", listing.category());
        }
        if (listing.mime() != null) {
            and("mime = ?", listing.mime());
        }
        if (listing.run() != null) {
            and("run = ?", listing.run());
        }
        // The second half is what lets the partial index of both serve either.
        if (listing.mismatch()) {
            and("mismatch = 1 AND (mismatch = 1 OR risks <> '')");
        }
        if (listing.risky()) {
            and("risks <> '' AND (mismatch = 1 OR risks <> '')");
        }
        if (listing.received().since() != null) {
            and("arrived >= ?", listing.received().since());
        }
        if (listing.received().until() != null) {
            and("arrived < ?", listing.received().until());
        }
        if (listing.received().batch() != null) {
            and("batch = ?", listing.received().batch());
        }
        if (listing.folder() != null) {
            below(listing.folder().bytes());
        }
        if (listing.q() != null && !listing.q().isBlank()) {
            and(
                    "instr(folded, ?)",
                    Normalizer.normalize(listing.q().strip(), Normalizer.Form.NFKC)
                            .toLowerCase(Locale.ROOT));
        }
    }

    // Paths from folder/ to folder0: the byte after the slash.
    private void below(byte[] folder) {
        byte[] from = Arrays.copyOf(folder, folder.length + 1);
        byte[] to = from.clone();
        from[folder.length] = '/';
        to[folder.length] = '/' + 1;
        and("path >= ? AND path < ?", from, to);
    }

    private void order(Listing listing) {
        String key = switch (listing.sort()) {
            case RECEIVED -> "arrived";
            case SIZE -> "size";
            case NAME -> "path";
        };
        String direction = listing.descending() ? "DESC" : "ASC";
        if (listing.cursor() != null) {
            and(
                    "(" + key + ", id) " + (listing.descending() ? "<" : ">") + " (?, ?)",
                    position(listing.cursor(), listing.sort()));
        }
        sql.append(" ORDER BY %1$s %2$s, id %2$s LIMIT ?".formatted(key, direction));
        args.add(listing.limit() + 1);
    }

    static String cursorAfter(StoredFile last, Listing.Sort sort) {
        String key = switch (sort) {
            case RECEIVED -> Long.toString(last.received().toEpochMilli());
            case SIZE -> Long.toString(last.size());
            case NAME -> HexFormat.of().formatHex(last.path().bytes());
        };
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key + " " + last.id()).getBytes(StandardCharsets.US_ASCII));
    }

    private static Object[] position(String cursor, Listing.Sort sort) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int space = text.indexOf(' ');
            String key = text.substring(0, space);
            return new Object[] {
                sort == Listing.Sort.NAME ? HexFormat.of().parseHex(key) : (Object) Long.valueOf(key),
                Long.valueOf(text.substring(space + 1))
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("This cursor is not one that a list gave; begin without it.", e);
        }
    }
}
