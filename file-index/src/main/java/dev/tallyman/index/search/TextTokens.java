package dev.tallyman.index.search;

import dev.tallyman.volume.disk.Folding;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
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
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            if (!isLetter(letter)) {
                at += Character.charCount(letter);
            } else if (isSpaceless(letter)) {
                int end = run(text, at, true);
                if (!pairs(text, at, end, each)) {
                    return;
                }
                at = end;
            } else {
                int end = run(text, at, false);
                if (!each.take(at, end, folded(text, at, end), false)) {
                    return;
                }
                at = end;
            }
        }
    }

    /** The words with a space after each, for an index that knows nothing of scripts. */
    static String spaced(String text) {
        if (isAscii(text)) {
            return spacedAscii(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        StringBuilder words = new StringBuilder(text.length() + 16);
        each(text, (_, _, folded, _) -> {
            words.append(folded).append(' ');
            return true;
        });
        return words.toString();
    }

    // The same without an object for each word: most texts are such.
    private static String spacedAscii(byte[] text) {
        byte[] words = new byte[text.length + 1];
        int length = 0;
        int at = 0;
        while (at < text.length) {
            int begin = at;
            for (; at < text.length && isLetter(text[at]); at++) {
                if (at - begin < LONGEST) {
                    words[length++] = (byte) (text[at] <= 'Z' && text[at] >= 'A' ? text[at] | 0x20 : text[at]);
                }
            }
            if (at > begin) {
                words[length++] = ' ';
            } else {
                at++;
            }
        }
        return new String(words, 0, length, StandardCharsets.ISO_8859_1);
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

    /** A word as programs before 1.16 took it up. */
    static String old(String text, int from, int end) {
        return Folding.withoutAccents(word(text, from, end));
    }

    private static String word(String text, int from, int end) {
        return text.substring(from, Math.min(end, from + LONGEST));
    }

    private static String folded(String text, int from, int end) {
        String word = word(text, from, end);
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
