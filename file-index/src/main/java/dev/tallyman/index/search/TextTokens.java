package dev.tallyman.index.search;

import dev.tallyman.volume.disk.Folding;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text, folded as names are. Scripts that put no spaces between words are told by
 * each two letters that follow each other; the last letter of such a run stands for itself.
 */
final class TextTokens {
    /** What is longer is no word, and tells enough by its beginning. */
    private static final int LONGEST = 64;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private TextTokens() {}

    /** Takes the words one by one; false ends it. */
    interface Each {
        /**
         * The next one.
         *
         * @param start where it is in the text
         * @param spaceless two letters of a script without spaces, or the last one of a run
         */
        boolean take(int start, int end, String folded, boolean spaceless);
    }

    /** In compatible letters, as {@link #each} wants its text. */
    static String plain(String text) {
        return isAscii(text) || Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    static void each(String text, Each each) {
        int at = 0;
        while (at >= 0 && at < text.length()) {
            at = step(text, at, each);
        }
    }

    // Where to go on; negative for nowhere.
    private static int step(String text, int at, Each each) {
        int letter = text.codePointAt(at);
        if (!isLetter(letter)) {
            return at + Character.charCount(letter);
        }
        boolean spaceless = isSpaceless(letter);
        int end = run(text, at, spaceless);
        boolean more = spaceless ? pairs(text, at, end, each) : each.take(at, end, folded(text, at, end), false);
        return more ? end : -1;
    }

    /** The words with spaces between, for an index that knows nothing of scripts. */
    static String spaced(String text) {
        StringBuilder words = new StringBuilder(text.length() + 16);
        Each append = (_, _, folded, _) -> {
            words.append(folded).append(' ');
            return true;
        };
        int at = 0;
        while (at < text.length()) {
            int end = asciiWord(text, at);
            if (end > at) {
                // The most of all words, without an object for each.
                for (int i = at; i < Math.min(end, at + LONGEST); i++) {
                    char letter = text.charAt(i);
                    words.append((char) (letter <= 'Z' && letter >= 'A' ? letter | 0x20 : letter));
                }
                words.append(' ');
                at = end;
            } else {
                at = step(text, at, append);
            }
        }
        return words.toString();
    }

    // Where it ends; where it begins if it is none, or goes on in other letters.
    private static int asciiWord(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 0x80 && isLetter(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) >= 0x80 ? from : at;
    }

    private static int run(String text, int from, boolean spaceless) {
        int at = from;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            if (!isLetter(letter) || isSpaceless(letter) != spaceless) {
                break;
            }
            at += Character.charCount(letter);
        }
        return at;
    }

    private static boolean pairs(String text, int from, int end, Each each) {
        int at = from;
        while (at < end) {
            int second = at + Character.charCount(text.codePointAt(at));
            int third = second < end ? second + Character.charCount(text.codePointAt(second)) : end;
            if (!each.take(at, third, text.substring(at, third), true)) {
                return false;
            }
            at = second;
        }
        return true;
    }

    private static String folded(String text, int from, int end) {
        String word = text.substring(from, Math.min(end, from + LONGEST));
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return Folding.of(word);
            }
        }
        return word.toLowerCase(Locale.ROOT);
    }

    // Marks belong to the letter before them: vowels of many scripts are marks.
    private static boolean isLetter(int point) {
        if (point < 0x80) {
            return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z');
        }
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isSpaceless(int point) {
        // The mark that makes a vowel long in Japanese belongs to no script.
        return point >= 0x0e00 && (point == 0x30fc || WITHOUT_SPACES.contains(UnicodeScript.of(point)));
    }
}
