package dev.tallyman.identification;

import dev.tallyman.file.Category;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names say: our table {@code names.tsv} first (languages, and the endings that several
 * formats use), then all languages' {@code languages.tsv}, then Tika's. Also what the interpreter in
 * a {@code #!} line says.
 */
final class NameRules {
    /**
     * What a name may mean; the content decides whether it does.
     *
     * @param weak the format has no signature worth insisting on
     * @param markup a language that is written between the tags of HTML or XML
     * @param when must be found in the beginning of the text
     */
    record Said(
            String mime,
            @Nullable Category category,
            @Nullable String format,
            boolean weak,
            boolean markup,
            @Nullable Pattern when) {
        /** True unless the text must hold something that it does not. */
        boolean agrees(byte[] head) {
            if (when == null) {
                return true;
            }
            int length = Math.min(head.length, 8192);
            return when.matcher(new String(head, 0, length, StandardCharsets.ISO_8859_1))
                    .find();
        }
    }

    // README.emacs is a note about Emacs and no program in its language.
    private static final Pattern NOTES = Pattern.compile("(?:README|COPYING|LICENSE|AUTHORS|NEWS)\\.");

    private final Map<String, List<Said>> table = new HashMap<>(KnowledgeTable.grouped("names.tsv", NameRules::said));
    private final Signatures signatures;

    NameRules(Signatures signatures) {
        this.signatures = signatures;
        KnowledgeTable.grouped("languages.tsv", NameRules::said)
                .forEach((key, said) -> table.merge(key, said, NameRules::both));
    }

    private static List<Said> both(List<Said> first, List<Said> second) {
        List<Said> all = new ArrayList<>(first);
        second.stream().filter(said -> !means(first, said.mime())).forEach(all::add);
        return List.copyOf(all);
    }

    private static boolean means(List<Said> said, String mime) {
        return said.stream().anyMatch(one -> one.mime().equals(mime));
    }

    private static Said said(KnowledgeTable.Row row) {
        String category = row.text(2);
        String how = row.text(4);
        return new Said(
                row.required(1),
                category == null ? null : Category.of(category),
                row.text(3),
                "weak".equals(how),
                "markup".equals(how),
                how != null && how.startsWith("/") ? Pattern.compile(how.substring(1), Pattern.MULTILINE) : null);
    }

    /** Everything that this name may mean, the likeliest first; empty where it says nothing. */
    List<Said> of(String name) {
        List<Said> whole = table.get(name);
        if (whole != null && !name.startsWith(".") && !name.startsWith("#!")) {
            return whole;
        }
        for (String ending : endings(name)) {
            List<Said> own = table.getOrDefault(ending, table.get(ending.toLowerCase(Locale.ROOT)));
            if (own != null) {
                if (NOTES.matcher(name).lookingAt()) {
                    return own.stream()
                            .filter(said -> said.category() != Category.CODE && said.category() != Category.DATA)
                            .toList();
                }
                if (isHidden(name)) {
                    return own.stream().filter(said -> said.category() != null).toList();
                }
                return own.stream().allMatch(said -> said.category() != null) ? withTika(own, ending) : own;
            }
        }
        return isHidden(name) ? List.of() : withTika(List.of(), name);
    }

    // The whole name of .debug is no ending of a binary format.
    private static boolean isHidden(String name) {
        return name.lastIndexOf('.') == 0;
    }

    // Tika's meaning comes last where ours are all text: the ending may be a binary format's, too.
    private List<Said> withTika(List<Said> own, String name) {
        int dot = name.lastIndexOf('.');
        String mime = dot < 0 ? null : signatures.ofEnding(name.substring(dot + 1));
        if (mime == null || means(own, mime)) {
            return own;
        }
        List<Said> all = new ArrayList<>(own);
        all.add(new Said(mime, null, null, false, false, null));
        return all;
    }

    /** The language of a script by its interpreter, such as {@code python}. */
    @Nullable
    Said ofInterpreter(String program) {
        List<Said> said = table.get("#!" + program);
        return said == null ? null : said.getFirst();
    }

    // .tar.gz before .gz; the dot of .profile counts as well, so that hidden files can be listed.
    private static List<String> endings(String name) {
        List<String> endings = new ArrayList<>();
        int last = name.lastIndexOf('.');
        if (last > 0) {
            int before = name.lastIndexOf('.', last - 1);
            if (before >= 0) {
                endings.add(name.substring(before));
            }
        }
        if (last >= 0) {
            endings.add(name.substring(last));
        }
        return endings;
    }
}
