package dev.tallyman.identification.text;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Encodings from before UTF-8, told by the bytes that their common letters use. What a beginning is
 * called is a likelihood; that it is text at all needs more: mostly ASCII, or letters that make
 * sense together.
 */
final class OldCharsets {
    private OldCharsets() {}

    /** Pairs of a lead and a trail byte; the common ones are the letters that texts consist of. */
    private record Pairs(String name, BitSet common, BitSet rare, BitSet trails) {}

    // Ranges of bytes, from and to:
    // https://encoding.spec.whatwg.org/#legacy-multi-byte-chinese-(simplified)-encodings
    private static final List<Pairs> PAIRS = List.of(
            new Pairs("GBK", ranges(0xa1, 0xa3, 0xb0, 0xd7), ranges(0x81, 0xfe), ranges(0xa1, 0xfe)),
            new Pairs(
                    "Shift_JIS",
                    ranges(0x81, 0x83, 0x88, 0x97),
                    ranges(0x98, 0x9f, 0xe0, 0xea),
                    ranges(0x40, 0x7e, 0x80, 0xfc)),
            new Pairs("Big5", ranges(0xa1, 0xa1, 0xa4, 0xc6), ranges(0xc9, 0xf9), ranges(0x40, 0x7e, 0xa1, 0xfe)),
            new Pairs("EUC-JP", ranges(0xa1, 0xa5, 0xb0, 0xcf), ranges(0xd0, 0xf4), ranges(0xa1, 0xfe)),
            new Pairs("EUC-KR", ranges(0xa1, 0xa4, 0xb0, 0xc8), ranges(0xca, 0xfd), ranges(0xa1, 0xfe)));

    /**
     * What the pairs would be where both bytes are high, as in GB 2312, JIS X 0208 and KS X 1001: these
     * share their bytes, and put other characters there.
     *
     * @param pairs how many there are
     * @param kana in rows 4 and 5, which Japanese cannot do without and Chinese has no use for
     * @param hangul in rows 16 to 40, which hold all syllables of Korean and half of Chinese
     * @param beyond in rows 41 to 55, the other half of Chinese
     * @param low whose second byte is ASCII, as in nearly half of Big5
     */
    private record Characters(int pairs, int kana, int hangul, int beyond, int low) {
        private static final int ENOUGH = 8;

        static Characters of(byte[] bytes) {
            int[] rows = new int[256];
            int pairs = 0;
            int low = 0;
            for (int i = 0; i + 1 < bytes.length; i++) {
                if (bytes[i] < 0) {
                    rows[bytes[i] & 0xff]++;
                    pairs++;
                    low += bytes[++i] >= 0 ? 1 : 0;
                }
            }
            return new Characters(pairs, sum(rows, 0xa4, 0xa5), sum(rows, 0xb0, 0xc8), sum(rows, 0xc9, 0xd7), low);
        }

        private static int sum(int[] rows, int from, int to) {
            return IntStream.rangeClosed(from, to).map(row -> rows[row]).sum();
        }

        boolean fit(String charset) {
            boolean japanese = kana * 5 >= pairs;
            boolean korean = hangul >= ENOUGH && beyond * 20 <= hangul;
            return switch (charset) {
                case "GBK" -> !japanese && !korean;
                case "Big5" -> low > 0 || pairs < ENOUGH;
                case "EUC-JP" -> !korean || japanese;
                default -> true;
            };
        }
    }

    /** Single bytes, letters first. */
    private record Letters(String name, BitSet letters) {}

    private static final List<Letters> LETTERS = List.of(
            new Letters("ISO 8859-1", ranges(0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0xff)),
            new Letters("windows-1251", ranges(0xc0, 0xff, 0xa8, 0xa8, 0xb8, 0xb8)),
            new Letters("KOI8-R", ranges(0xc0, 0xff, 0xa3, 0xa3, 0xb3, 0xb3)),
            new Letters("IBM866", ranges(0x80, 0xaf, 0xe0, 0xf1)),
            new Letters(
                    "windows-1250",
                    ranges(
                            0x8a, 0x8a, 0x8c, 0x8f, 0x9a, 0x9a, 0x9c, 0x9f, 0xa3, 0xa3, 0xa5, 0xa5, 0xaa, 0xaa, 0xaf,
                            0xaf, 0xb3, 0xb3, 0xb9, 0xba, 0xbc, 0xbc, 0xbe, 0xd6, 0xd8, 0xf6, 0xf8, 0xfe)),
            new Letters("windows-1252", ranges(0x85, 0x85, 0x91, 0x97, 0xa0, 0xff)),
            new Letters("IBM437", ranges(0x80, 0xa5, 0xe1, 0xe1)));

    /** The likeliest encoding of bytes that are not UTF-8, or null where they are hardly text. */
    static @Nullable String of(byte[] bytes, ByteCounts counts) {
        int ascii = counts.printable() + counts.spaces();
        if (ascii == 0 || counts.length() < 4 || counts.longestRun() >= 16) {
            return null;
        }
        boolean mostlyAscii = counts.length() >= 32 && counts.high() * 4L <= counts.length();
        Characters characters = Characters.of(bytes);
        for (Pairs pairs : PAIRS) {
            if (characters.fit(pairs.name()) && share(pairs, bytes) >= (mostlyAscii ? 90 : 75)) {
                return pairs.name();
            }
        }
        if (counts.controls() > 0 && !mostlyAscii) {
            return null;
        }
        boolean words = hasWords(bytes, counts);
        String fallback = null;
        for (Letters one : LETTERS) {
            if (share(one, bytes) * 100L >= counts.high() * 95L) {
                if (cyrillic(one) == words && (!words || fitsCase(one, bytes))) {
                    return one.name();
                }
                fallback = cyrillic(one) || fallback != null ? fallback : one.name();
            }
        }
        if (fallback != null) {
            return fallback;
        }
        if (mostlyAscii || (counts.length() >= 64 && counts.controls() == 0)) {
            return share(LETTERS.getFirst(), bytes) > 0 && hasNoC1(bytes) ? "ISO 8859-1" : "8-bit";
        }
        return null;
    }

    private static boolean cyrillic(Letters letters) {
        return letters.name().equals("windows-1251")
                || letters.name().equals("KOI8-R")
                || letters.name().equals("IBM866");
    }

    // Cyrillic writes whole words in high bytes, Latin only single letters.
    private static boolean hasWords(byte[] bytes, ByteCounts counts) {
        int pairs = 0;
        for (int i = 1; i < bytes.length; i++) {
            pairs += bytes[i] < 0 && bytes[i - 1] < 0 ? 1 : 0;
        }
        return pairs * 2 > counts.high();
    }

    // Most letters are small ones; where they lie tells the Cyrillic encodings apart.
    private static boolean fitsCase(Letters letters, byte[] bytes) {
        int upper = 0;
        int lower = 0;
        for (byte value : bytes) {
            int c = value & 0xff;
            upper += c >= 0xe0 ? 1 : 0;
            lower += c >= 0xc0 && c < 0xe0 ? 1 : 0;
        }
        return switch (letters.name()) {
            case "windows-1251" -> upper >= lower;
            case "KOI8-R" -> lower > upper;
            default -> true;
        };
    }

    private static int share(Letters letters, byte[] bytes) {
        int share = 0;
        for (byte value : bytes) {
            share += value < 0 && letters.letters().get(value & 0xff) ? 1 : 0;
        }
        return share;
    }

    /**
     * How many in a hundred of the pairs are common; 0 where a byte can be none of the encoding.
     */
    private static int share(Pairs pairs, byte[] bytes) {
        int common = 0;
        int all = 0;
        for (int i = 0; i < bytes.length; i++) {
            int lead = bytes[i] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            if (++i == bytes.length) {
                break;
            }
            int trail = bytes[i] & 0xff;
            boolean known = pairs.common().get(lead);
            if (!pairs.trails().get(trail) || !(known || pairs.rare().get(lead))) {
                return 0;
            }
            common += known ? 1 : 0;
            all++;
        }
        return all == 0 ? 0 : common * 100 / all;
    }

    private static boolean hasNoC1(byte[] bytes) {
        for (byte value : bytes) {
            if ((value & 0xff) >= 0x80 && (value & 0xff) < 0xa0) {
                return false;
            }
        }
        return true;
    }

    private static BitSet ranges(int... fromTo) {
        BitSet bytes = new BitSet(256);
        for (int i = 0; i < fromTo.length; i += 2) {
            bytes.set(fromTo[i], fromTo[i + 1] + 1);
        }
        return bytes;
    }
}
