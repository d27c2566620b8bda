package dev.tallyman.file;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file is. The verdict's part that identification gives; hashing and bookkeeping add the
 * rest.
 *
 * @param mime IANA's name where IANA has one, Tika's otherwise
 * @param puids PRONOM ids such as {@code fmt/43} that are left over, the one that goes first first
 * @param format for people, its version included, such as {@code PDF 1.7}; where nothing could be
 *     read, the reason
 * @param version of the format, such as {@code 1.4}
 * @param mismatch true when the name's ending says another format
 * @param nameSays the MIME type the ending says, where it disagrees
 * @param risks found in the content
 */
public record Identification(
        String mime,
        Category category,
        List<String> puids,
        @Nullable String format,
        @Nullable String version,
        Basis basis,
        boolean mismatch,
        @Nullable String nameSays,
        Set<Risk> risks) {
    /** The format of what neither content nor name tells. */
    public static final String UNKNOWN = "Unknown";

    public Identification {
        puids = List.copyOf(puids);
        risks = Set.copyOf(risks);
    }

    /** The PRONOM id, or null where none is known. */
    public @Nullable String puid() {
        return puids.isEmpty() ? null : puids.getFirst();
    }
}
