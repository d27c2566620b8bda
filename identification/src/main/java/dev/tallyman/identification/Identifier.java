package dev.tallyman.identification;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.identification.pronom.Pronom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Says what a file is. The one seam between identification and everything else: one instance is
 * shared by all threads and loads what it knows when it is first asked.
 */
public final class Identifier {
    private static final String PRONOM = "pronom/pronom.tsv";

    private final @Nullable Pronom pronom;
    private @Nullable Knowledge knowledge;

    /** With the PRONOM that this program brings. */
    public Identifier() {
        this.pronom = null;
    }

    /** With another PRONOM, such as a newer one. */
    public Identifier(Pronom pronom) {
        this.pronom = pronom;
    }

    /**
     * What decides, by its name and a fingerprint of all tables: stored beside each verdict, so that
     * one which others would give today can be told.
     */
    public static String detector() {
        // Not out of what is loaded: a sweep that finds nothing new loads nothing.
        var tables = new CRC32C();
        for (String table : List.of(
                "types.tsv",
                "formats.tsv",
                "names.tsv",
                "languages.tsv",
                "language/languages.model",
                "parts.tsv",
                PRONOM)) {
            tables.update(Table.bytes(table));
        }
        String version = new String(Table.bytes(PRONOM), 0, 256, StandardCharsets.US_ASCII)
                .replaceFirst("(?s).*\\nV\\t(\\d+)\\n.*", "$1");
        return "PRONOM %s, tables %08x".formatted(version, tables.getValue());
    }

    /** What PRONOM calls this id, or null. */
    public Pronom.@Nullable Format format(String puid) {
        return knowledge().format(puid);
    }

    /**
     * Identifies by the content first; the name may refine that and never contradict it. Answers
     * for every content, however broken or hostile. Any exception but one of reading is a fault of
     * this program and never a verdict: who asks reports it with its trace.
     *
     * @param name the file's name without its folder, or null to leave it out of account
     * @throws IOException when the content cannot be read
     */
    public Identification identify(@Nullable String name, Content content) throws IOException {
        if (content.size() == 0) {
            return new Identification(
                    Signatures.EMPTY, Category.EMPTY, null, "Empty", null, Basis.NONE, false, null, Set.of(), Map.of());
        }
        return knowledge().identify(name, content);
    }

    /**
     * Why a file is what it is said to be: each step's answer in words, the final one last.
     *
     * @param name as for {@link #identify}
     * @throws IOException when the content cannot be read
     */
    public List<String> explain(@Nullable String name, Content content) throws IOException {
        return content.size() == 0 ? List.of("Answer: Empty") : knowledge().explain(name, content);
    }

    /** The answer where there is nothing to look at; the reason stands as the format. */
    public static Identification unidentified(String reason) {
        return new Identification(
                Signatures.BINARY, Category.UNKNOWN, null, reason, null, Basis.NONE, false, null, Set.of(), Map.of());
    }

    private synchronized Knowledge knowledge() {
        if (knowledge == null) {
            knowledge = new Knowledge(pronom == null ? Pronom.bundled() : pronom);
        }
        return knowledge;
    }
}
