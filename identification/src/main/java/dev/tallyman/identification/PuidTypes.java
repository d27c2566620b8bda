package dev.tallyman.identification;

import dev.tallyman.file.Category;
import dev.tallyman.identification.pronom.Pronom;
import dev.tallyman.identification.pronom.RegistryNames;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which type and category each of PRONOM's formats is: the table {@code puids.tsv}. What a newer
 * registry adds is judged by its own MIME type, and where it has none by the words of its name.
 */
final class PuidTypes {
    /**
     * What a format is here.
     *
     * @param mime as the table of types calls it; null where there is no type for it
     * @param category null where nothing tells one: such a format is whatever else is known of it
     */
    record Kind(@Nullable String mime, @Nullable Category category) {
        Category orData() {
            return Objects.requireNonNullElse(category, Category.DATA);
        }
    }

    private final Map<String, Kind> table = new HashMap<>(4096);
    private final Formats formats;
    private final Signatures signatures;

    PuidTypes(Formats formats, Signatures signatures) {
        this.formats = formats;
        this.signatures = signatures;
        for (String line : Table.lines("puids.tsv")) {
            if (!line.startsWith("//")) {
                String[] cells = line.split("\t", 4);
                table.put(
                        cells[0],
                        new Kind(
                                cells[1].isEmpty() ? null : cells[1],
                                cells[2].isEmpty() ? null : Category.of(cells[2])));
            }
        }
    }

    Kind of(Pronom.Format format) {
        Kind kind = table.get(format.puid());
        return kind == null ? told(format) : kind;
    }

    /** What the registry itself says of the format. */
    Kind told(Pronom.Format format) {
        if (format.mime() == null || format.mime().equals(Signatures.BINARY)) {
            return new Kind(null, RegistryNames.told(format.name()));
        }
        String mime = signatures.normal(format.mime().toLowerCase(Locale.ROOT).split(",\\s*", 2)[0]);
        Category category = formats.category(mime);
        return new Kind(mime, category == Category.UNKNOWN ? RegistryNames.category(format.name()) : category);
    }

    /** True where the type is the same, a form of it, or what it is a form of. */
    boolean isKin(Pronom.Format format, String mime) {
        String theirs = of(format).mime();
        return theirs != null
                && (signatures.isA(mime, theirs)
                        || signatures.isA(theirs, mime)
                        || (Refiner.HTML.contains(mime) && Refiner.HTML.contains(theirs))
                        || formats.mime(theirs).equals(formats.mime(mime)));
    }
}
