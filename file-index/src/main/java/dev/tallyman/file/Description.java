package dev.tallyman.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file. Found after its verdict, and apart from it.
 *
 * @param metadata names of Dublin Core, XMP, EXIF or Tika; values are texts, longs, doubles, booleans, or lists of texts
 * @param dangers found in the content
 * @param members the files inside it; fewer than {@code memberCount} where they are many
 * @param memberCount null where it is nothing that holds files
 * @param text its words, for search; null for none
 * @param charset the encoding of a file that is nothing but this text; null where the text was taken out of it
 * @param incomplete what could not be read, or was left out, for people; null for nothing
 */
public record Description(
        Map<String, Object> metadata,
        Set<Risk> dangers,
        List<Member> members,
        @Nullable Long memberCount,
        @Nullable String text,
        @Nullable String charset,
        @Nullable String incomplete) {
    public Description {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        dangers = Set.copyOf(dangers);
        members = List.copyOf(members);
    }

    /** All else of it. */
    public Description withoutText() {
        return new Description(metadata, dangers, members, memberCount, null, null, incomplete);
    }
}
