package dev.tallyman.description;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What follows a backslash in RTF.
 *
 * @param word a word of letters, or one sign
 * @param number the one behind the word; null without
 */
record RichTextControl(String word, @Nullable Long number) {
    /** The sign before a byte in two hexadecimal digits, which are the number. */
    static final String BYTE = "'";

    private static final int LONGEST = 32;
    private static final int DIGITS = 11;

    static RichTextControl read(PushbackInputStream in) throws IOException {
        int one = in.read();
        if (one == '\'') {
            int high = Character.digit(in.read(), 16);
            int low = Character.digit(in.read(), 16);
            return new RichTextControl(BYTE, high < 0 || low < 0 ? '?' : high * 16L + low);
        }
        if (!isLetter(one)) {
            return new RichTextControl(one < 0 ? "" : String.valueOf((char) one), null);
        }
        StringBuilder word = new StringBuilder();
        for (; isLetter(one); one = in.read()) {
            add(word, one, LONGEST);
        }
        StringBuilder number = new StringBuilder();
        for (; (one >= '0' && one <= '9') || (one == '-' && number.isEmpty()); one = in.read()) {
            add(number, one, DIGITS);
        }
        if (one >= 0 && one != ' ') {
            in.unread(one);
        }
        boolean counted = !number.isEmpty() && !number.toString().equals("-");
        return new RichTextControl(
                word.toString().toLowerCase(Locale.ROOT), counted ? Long.valueOf(number.toString()) : null);
    }

    private static void add(StringBuilder text, int letter, int most) {
        if (text.length() < most) {
            text.append((char) letter);
        }
    }

    private static boolean isLetter(int one) {
        return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
    }
}
