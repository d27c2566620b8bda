package dev.tallyman.identification.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A beginning that is text: how it is encoded, and what is odd about it. Text need not be flawless;
 * a few control characters, a block of zeros or a character that is cut off are said, not held
 * against it.
 *
 * @param charset its encoding, as people write it
 * @param oddity what is odd about it, for people, or null
 * @param padded zeros lie in it: a binary format may well hold as much text
 */
public record Text(String charset, @Nullable String oddity, boolean padded) {
    /** Its charset. */
    public static final String ASCII = "ASCII";
    /** Its charset. */
    public static final String UTF_8 = "UTF-8";

    // A bit for each control character that stands in texts.
    private static final int LAYOUT = 1 << '\t' | 1 << '\n' | 1 << '\r' | 1 << '\f' | 1 << '\b' | 1 << '\033';

    private static final String WIDE = "UTF-16";
    private static final String CONTROLS = "with control characters";

    /** What the bytes are as text, or null where they are none. */
    public static @Nullable Text of(byte[] head, boolean whole) {
        Text marked = byMark(head);
        if (marked != null) {
            return marked;
        }
        int end = whole ? endWithoutPadding(head) : head.length;
        ByteCounts counts = ByteCounts.of(head, end);
        if (counts.printable() == 0 && counts.high() == 0) {
            return counts.spaces() > 0 && counts.controls() + counts.zeros() == 0 ? new Text(ASCII, null, false) : null;
        }
        if (counts.zeros() > 0) {
            // Of wide Latin letters nearly every second byte is 0.
            Text wide = counts.zeros() * 5 > head.length * 2 ? unmarkedUtf16(head) : null;
            return wide != null ? wide : padded(head, end, counts, whole);
        }
        return unpadded(head, end, counts, whole);
    }

    private static @Nullable Text unpadded(byte[] head, int end, ByteCounts counts, boolean whole) {
        if (!counts.hasFewControls()) {
            return null;
        }
        String oddity = counts.controls() > 0 ? CONTROLS : null;
        if (counts.high() == 0) {
            return new Text(ASCII, oddity, false);
        }
        byte[] bytes = end == head.length ? head : Arrays.copyOf(head, end);
        if (isUtf8(bytes, whole)) {
            return new Text(UTF_8, oddity, false);
        }
        String old = OldCharsets.of(bytes, counts);
        if (old == null && isUtf8(bytes, false) && counts.printable() >= 16) {
            return new Text(UTF_8, "cut off in a character", false);
        }
        return old == null ? null : new Text(old, oddity, false);
    }

    // A log after a crash or a rotation in place: blocks of zeros, and lines of text between them.
    private static @Nullable Text padded(byte[] head, int end, ByteCounts counts, boolean whole) {
        if (counts.zeroRuns() > 1 + end / 4096 || counts.lines() == 0 || counts.printable() < 32) {
            return null;
        }
        byte[] rest = new byte[end - counts.zeros()];
        int length = 0;
        for (int i = 0; i < end; i++) {
            if (head[i] != 0) {
                rest[length++] = head[i];
            }
        }
        ByteCounts of = ByteCounts.of(rest, length);
        Text text = of.controls() == 0 ? unpadded(rest, length, of, whole) : null;
        return text == null ? null : new Text(text.charset(), "with zero bytes", true);
    }

    // DOS ended a text with Ctrl-Z and filled its last block.
    private static int endWithoutPadding(byte[] head) {
        int end = head.length;
        while (end > 0 && (head[end - 1] == 0x1a || (head[end - 1] == 0 && end > 1))) {
            end--;
        }
        return end > 0 && end < head.length && head[end] == 0x1a ? end : head.length;
    }

    private static @Nullable Text byMark(byte[] head) {
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            ByteCounts counts = ByteCounts.of(head, head.length);
            return isUtf8(head, false) && counts.zeros() == 0
                    ? new Text(UTF_8, counts.controls() > 0 ? CONTROLS : null, false)
                    : null;
        }
        if (starts(head, 0xff, 0xfe, 0, 0) || starts(head, 0, 0, 0xfe, 0xff)) {
            return head.length % 4 == 0 ? new Text("UTF-32", null, false) : null;
        }
        boolean little = starts(head, 0xff, 0xfe);
        return little || starts(head, 0xfe, 0xff) ? wide(head, little ? 1 : 0) : null;
    }

    // After a mark: no unpaired surrogates, hardly any control characters.
    private static @Nullable Text wide(byte[] head, int highByte) {
        int odd = 0;
        for (int i = 2; i + 1 < head.length; i += 2) {
            char c = (char) ((head[i + highByte] & 0xff) << 8 | (head[i + 1 - highByte] & 0xff));
            boolean meant = Character.isDefined(c) && Character.getType(c) != Character.PRIVATE_USE;
            odd += !meant || isControl(c) ? 1 : 0;
        }
        int characters = Math.max(0, head.length - 2) / 2;
        if (odd > Math.max(2, characters / 20) || (odd > 0 && odd * 2 >= characters)) {
            return null;
        }
        if (head.length % 2 != 0) {
            return characters == 0 ? null : new Text(WIDE, "cut off in a character", false);
        }
        return new Text(WIDE, odd > 0 ? CONTROLS : null, false);
    }

    // Without a mark only Latin letters tell: nearly every second byte is 0.
    private static @Nullable Text unmarkedUtf16(byte[] head) {
        if (head.length < 8) {
            return null;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < head.length; i += 2) {
            even += head[i] == 0 && isPrintable(head[i + 1]) ? 1 : 0;
            odd += head[i + 1] == 0 && isPrintable(head[i]) ? 1 : 0;
        }
        int most = head.length / 2 * 9 / 10;
        boolean cut = head.length % 2 != 0;
        return Math.max(even, odd) > most ? new Text(WIDE, cut ? "cut off in a character" : null, false) : null;
    }

    /** The encoding and what is odd, for people. */
    public String label() {
        return oddity == null ? charset : charset + ", " + oddity;
    }

    /**
     * True where a text signature may be hidden by a mark, by wide characters or by empty lines.
     */
    public boolean hides(byte[] head) {
        return starts(head, 0xef, 0xbb, 0xbf)
                || charset.startsWith("UTF-16")
                || charset.equals("UTF-32")
                || (head.length > 0 && head[0] >= 0 && head[0] <= ' ');
    }

    /** The text as signatures expect it: UTF-8, without a mark and without space before it. */
    public byte[] normal(byte[] head) {
        return decode(head).stripLeading().getBytes(StandardCharsets.UTF_8);
    }

    /** True where its bytes leave no doubt how it is encoded. */
    public boolean isUnicode() {
        return charset.startsWith("UTF-") || charset.equals(ASCII);
    }

    /** What decodes it. */
    public Charset decoder(byte[] head) {
        return switch (charset) {
            case UTF_8, ASCII -> StandardCharsets.UTF_8;
            case WIDE ->
                starts(head, 0xfe, 0xff) || head[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
            case "UTF-32" -> StandardCharsets.UTF_32;
            case "ISO 8859-1" -> StandardCharsets.ISO_8859_1;
            default -> Charset.isSupported(charset) ? Charset.forName(charset) : Charset.forName("windows-1252");
        };
    }

    /** The beginning as a string, for looking at it. */
    public String decode(byte[] head) {
        String text = new String(head, isUnicode() ? decoder(head) : StandardCharsets.ISO_8859_1);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static boolean isUtf8(byte[] bytes, boolean whole) {
        int i = 0;
        while (i < bytes.length) {
            int lead = bytes[i++] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            if (lead < 0xc2 || lead > 0xf4) {
                return false;
            }
            int first = i;
            for (int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1; more > 0; more--, i++) {
                if (i == bytes.length) {
                    return !whole;
                }
                if ((bytes[i] & 0xc0) != 0x80) {
                    return false;
                }
            }
            int second = bytes[first] & 0xff;
            if ((lead == 0xe0 && second < 0xa0)
                    || (lead == 0xed && second > 0x9f)
                    || (lead == 0xf0 && second < 0x90)
                    || (lead == 0xf4 && second > 0x8f)) {
                return false;
            }
        }
        return true;
    }

    static boolean isControl(int c) {
        return (c < 0x20 && (LAYOUT >>> c & 1) == 0) || c == 0x7f;
    }

    private static boolean isPrintable(byte c) {
        return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
    }

    /** True where the bytes begin with these. */
    public static boolean starts(byte[] bytes, int... first) {
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
