package dev.tallyman.volume.disk;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes equal what people take for the same when they search: capitals, accents, compatible letters, ß and ss. */
public final class Folding {
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");

    /** Letters that are no other one with an accent, and that people without such a key write as these. */
    private static final Map<String, String> WRITTEN_AS = Map.ofEntries(
            Map.entry("ß", "ss"),
            Map.entry("ı", "i"),
            Map.entry("æ", "ae"),
            Map.entry("œ", "oe"),
            Map.entry("ø", "o"),
            Map.entry("đ", "d"),
            Map.entry("ð", "d"),
            Map.entry("þ", "th"),
            Map.entry("ħ", "h"),
            Map.entry("ł", "l"),
            Map.entry("ŧ", "t"),
            Map.entry("ς", "σ"));

    private static final Pattern SPECIAL = Pattern.compile("[" + String.join("", WRITTEN_AS.keySet()) + "]");

    private Folding() {}

    /** In compatible letters (NFKC), lower case, without accents and letters that not every keyboard has. */
    public static String of(String text) {
        return SPECIAL.matcher(withoutAccents(text)).replaceAll(letter -> WRITTEN_AS.get(letter.group()));
    }

    /** As programs before 1.16 folded what is kept in the index of texts until it is read again. */
    public static String withoutAccents(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
