package dev.tallyman.identification.language;

import java.util.Arrays;

/**
 * What a text shows of its language: its words, its signs, which follow on which, and the shape of
 * that without the words. Each is a bucket of the model; only that it is there counts.
 */
final class Features {
    static final int BUCKETS = 1 << 14;
    private static final int PIECE = 1280;
    private static final int MOST = 2 * PIECE;

    private final int[] buckets = new int[4 * MOST];
    private int count;
    private int word;
    private int before;
    private int shape;

    private Features() {}

    /** The distinct buckets of a text: its beginning, and a piece of its middle where there is more. */
    static int[] of(byte[] text) {
        Features features = new Features();
        if (text.length <= MOST) {
            features.add(text, 0, text.length);
        } else {
            features.add(text, 0, PIECE);
            // The beginning is often a licence.
            features.add(text, text.length / 2, text.length / 2 + PIECE);
        }
        return features.distinct();
    }

    private int[] distinct() {
        Arrays.sort(buckets, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || buckets[i] != buckets[i - 1]) {
                buckets[kept++] = buckets[i];
            }
        }
        return Arrays.copyOf(buckets, kept);
    }

    private void add(byte[] text, int start, int end) {
        word = 0;
        before = 0;
        shape = 0;
        int at = start;
        while (at < end) {
            int c = text[at];
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
                continue;
            }
            int from = at++;
            if (isLetter(c)) {
                while (at < end && (isLetter(text[at]) || isDigit(text[at]))) {
                    at++;
                }
                token(hash(text, from, at), c < 0 ? 4 : Character.isUpperCase(c) ? 2 : 1);
            } else if (isDigit(c)) {
                while (at < end && (isDigit(text[at]) || text[at] == '.')) {
                    at++;
                }
                token('0', 3);
            } else if (c == '\n') {
                int indent = at < end && (text[at] == ' ' || text[at] == '\t') ? 5 : 6;
                token(indent, indent);
            } else {
                // Signs without a gap are one operator together with the one before.
                token(c, c + (from > start && !isSpace(text[from - 1]) ? 128 : 0));
            }
        }
    }

    private void token(int token, int kind) {
        if (count + 4 > buckets.length) {
            return;
        }
        buckets[count++] = bucket(token * 31 + 1);
        buckets[count++] = bucket((word * 0x01000193 ^ token) * 31 + 2);
        shape = shape << 8 | kind;
        buckets[count++] = bucket((shape & 0xffffff) * 31 + 3);
        buckets[count++] = bucket((before * 0x01000193 ^ token) * 31 + shape % 251);
        before = word;
        word = token;
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = 0x811c9dc5;
        for (int i = from; i < Math.min(to, from + 16); i++) {
            hash = (hash ^ text[i]) * 0x01000193;
        }
        return hash;
    }

    private static int bucket(int hash) {
        return (hash * 0x9e3779b1) >>> 18;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c < 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
