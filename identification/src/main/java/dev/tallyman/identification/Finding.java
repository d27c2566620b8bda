package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.identification.pronom.Pronom;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file so far. Content makes one, a name may refine it.
 *
 * @param mime as Tika calls it; {@link Formats} translates to IANA's names
 * @param category where the type does not tell, as for a programming language
 * @param format words for people, where the type does not tell them
 * @param version of the format
 * @param charset of text
 * @param parts PRONOM's formats that the parts of a container tell
 */
record Finding(
        String mime,
        Basis basis,
        @Nullable Category category,
        @Nullable String format,
        @Nullable String version,
        @Nullable String charset,
        Set<Risk> risks,
        List<Pronom.Format> parts) {
    Finding {
        risks = Set.copyOf(risks);
        parts = List.copyOf(parts);
    }

    static Finding of(String mime, Basis basis) {
        return new Finding(mime, basis, null, null, null, null, Set.of(), List.of());
    }

    Finding withCharset(@Nullable String charset) {
        return new Finding(mime, basis, category, format, version, charset, risks, parts);
    }

    Finding withFormat(@Nullable String format, @Nullable String version) {
        return new Finding(mime, basis, category, format, version, charset, risks, parts);
    }

    /** The same content, told apart further by its name. */
    Finding refinedBy(NameRules.Said said) {
        boolean same = said.mime().equals(mime);
        return new Finding(
                said.mime(),
                same && said.category() == null ? basis : Basis.NAME,
                said.category(),
                said.format(),
                same ? version : null,
                charset,
                risks,
                parts);
    }
}
