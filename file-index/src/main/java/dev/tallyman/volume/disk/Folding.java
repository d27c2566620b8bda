package dev.tallyman.volume.disk;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes equal what people take for the same when they search: capitals, accents, compatible letters. */
public final class Folding {
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");

    private Folding() {}

    /** In compatible letters (NFKC), lower case, without accents. */
    public static String of(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("");
        return Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
