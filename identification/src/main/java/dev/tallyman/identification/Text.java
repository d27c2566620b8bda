package dev.tallyman.identification;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells text from other bytes, and how it is encoded. */
final class Text {
    static final String ASCII = "ASCII";
    static final String UTF_8 = "UTF-8";
    static final String LATIN = "ISO 8859-1";
    static final String OTHER = "8-bit";

    private Text() {}

    /**
     * The encoding of a beginning that is text, or null.
     *
     * @param whole nothing follows, so that a cut character at the end is a fault
     */
    static @Nullable String charset(byte[] head, boolean whole) {
        if (head.length == 0) {
            return null;
        }
        String marked = byMark(head);
        if (marked != null) {
            return marked;
        }
        int control = 0;
        int high = 0;
        int c1 = 0;
        for (byte value : head) {
            int c = value & 0xff;
            control += isControl(c) ? 1 : 0;
            high += c >= 0x80 ? 1 : 0;
            c1 += c >= 0x80 && c < 0xa0 ? 1 : 0;
        }
        if (control > 0) {
            return control * 50L <= head.length && count(head, 0) == 0 && isUtf8(head, whole)
                    ? high == 0 ? ASCII : UTF_8
                    : unmarkedUtf16(head);
        }
        if (high == 0) {
            return ASCII;
        }
        if (isUtf8(head, whole)) {
            return UTF_8;
        }
        return singleByte(head.length, high, c1);
    }

    // A few arbitrary bytes may lack control characters by chance; many do not.
    private static @Nullable String singleByte(int length, int high, int c1) {
        if (length < 32 && high * 2 > length) {
            return null;
        }
        if (c1 == 0) {
            return LATIN;
        }
        return length < 64 && high * 4 > length ? null : OTHER;
    }

    private static @Nullable String byMark(byte[] head) {
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            return isUtf8(head, false) && count(head, 0) == 0 ? UTF_8 : null;
        }
        if (starts(head, 0xff, 0xfe, 0, 0) || starts(head, 0, 0, 0xfe, 0xff)) {
            return head.length % 4 == 0 ? "UTF-32" : null;
        }
        if (starts(head, 0xff, 0xfe)) {
            return looksUtf16(head, 1) ? "UTF-16" : null;
        }
        if (starts(head, 0xfe, 0xff)) {
            return looksUtf16(head, 0) ? "UTF-16" : null;
        }
        return null;
    }

    // Wide text holds no NUL character and no other control characters.
    private static boolean looksUtf16(byte[] head, int highByte) {
        for (int i = 2; i + 1 < head.length; i += 2) {
            int high = head[i + highByte] & 0xff;
            int low = head[i + 1 - highByte] & 0xff;
            if (high == 0 && isControl(low)) {
                return false;
            }
        }
        return head.length >= 4 && head.length % 2 == 0;
    }

    // Without a mark only Latin letters tell: nearly every second byte is 0.
    private static @Nullable String unmarkedUtf16(byte[] head) {
        if (head.length < 8 || head.length % 2 != 0) {
            return null;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < head.length; i += 2) {
            even += head[i] == 0 && isPrintable(head[i + 1]) ? 1 : 0;
            odd += head[i + 1] == 0 && isPrintable(head[i]) ? 1 : 0;
        }
        int most = head.length / 2 * 9 / 10;
        return Math.max(even, odd) > most ? "UTF-16" : null;
    }

    /** The beginning as a string in its encoding, for looking at it. */
    static String decode(byte[] head, String charset) {
        Charset java =
                switch (charset) {
                    case UTF_8, ASCII -> StandardCharsets.UTF_8;
                    case "UTF-16" ->
                            starts(head, 0xfe, 0xff) || head[0] == 0
                                    ? StandardCharsets.UTF_16BE
                                    : StandardCharsets.UTF_16LE;
                    case "UTF-32" -> StandardCharsets.UTF_32;
                    default -> StandardCharsets.ISO_8859_1;
                };
        String text = new String(head, java);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    static boolean isUtf8(byte[] bytes, boolean whole) {
        int i = 0;
        while (i < bytes.length) {
            int lead = bytes[i++] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
            if (lead < 0xc2 || lead > 0xf4) {
                return false;
            }
            for (; more > 0; more--, i++) {
                if (i == bytes.length) {
                    return !whole;
                }
                if ((bytes[i] & 0xc0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isControl(int c) {
        return (c < 0x20 && "\t\n\r\f\b\033".indexOf(c) < 0) || c == 0x7f;
    }

    private static boolean isPrintable(byte c) {
        return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
    }

    private static int count(byte[] bytes, int wanted) {
        int count = 0;
        for (byte value : bytes) {
            count += value == wanted ? 1 : 0;
        }
        return count;
    }

    static boolean starts(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }
}
