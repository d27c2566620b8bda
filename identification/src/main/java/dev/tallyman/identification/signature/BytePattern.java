package dev.tallyman.identification.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes to be found: at each place a value, one of a set, or a range over several bytes.
 * Written as PRONOM writes it: {@code 4D5A}, {@code 'Word'}, {@code [30:39]}, {@code [!00]}, {@code
 * [!&01]}, {@code [0001:00FF]}, {@code (22|27)}.
 */
public final class BytePattern {
    private static final Pattern PIECE = Pattern.compile("'[^']*'|\\[(?:'[^']*'|[^\\]'])*\\]|\\s+|[^\\s'\\[]+");
    private static final Pattern CHOICE = Pattern.compile("\\(([0-9A-Fa-f]{2}(?:\\|[0-9A-Fa-f]{2})+)\\)");
    private static final Pattern PLAIN = Pattern.compile("'(?:[A-Za-z0-9<>/=!?.:;,_%#*+\"-]| (?! ))+'");

    private static final int SET = 0x1000;
    private static final int RANGE = 0x2000;
    private static final int INSIDE = 0x4000;

    private final String text;
    private final int[] places;
    private final List<long[]> sets;
    private final List<Range> ranges;

    /** Bytes between two bounds of one length, or anything but those. */
    private static final class Range {
        private final byte[] from;
        private final byte[] to;
        private final boolean negated;

        Range(byte[] from, byte[] to, boolean negated) {
            this.from = from;
            this.to = to;
            this.negated = negated;
        }

        boolean holds(byte[] data, int at) {
            int end = at + from.length;
            boolean inside = Arrays.compareUnsigned(data, at, end, from, 0, from.length) >= 0
                    && Arrays.compareUnsigned(data, at, end, to, 0, to.length) <= 0;
            return inside != negated;
        }
    }

    private BytePattern(String text, int[] places, List<long[]> sets, List<Range> ranges) {
        this.text = text;
        this.places = places;
        this.sets = sets;
        this.ranges = ranges;
    }

    /** {@link IllegalArgumentException} with what is wrong for anything else than a pattern. */
    public static BytePattern of(String text) {
        var reader = new Reader(text);
        reader.read();
        if (reader.places.isEmpty()) {
            throw new IllegalArgumentException("a sequence without bytes");
        }
        int[] places = reader.places.stream().mapToInt(Integer::intValue).toArray();
        return new BytePattern(compact(reader.text), places, reader.sets, reader.ranges);
    }

    // Without spaces, and quoted only where nothing in it means something else in a table.
    private static String compact(String text) {
        Matcher pieces = PIECE.matcher(text);
        StringBuilder compact = new StringBuilder();
        while (pieces.find()) {
            String piece = pieces.group();
            if (piece.charAt(0) == '\'' && !PLAIN.matcher(piece).matches()) {
                byte[] bytes = piece.substring(1, piece.length() - 1).getBytes(StandardCharsets.ISO_8859_1);
                piece = HexFormat.of().withUpperCase().formatHex(bytes);
            }
            compact.append(piece.isBlank() ? "" : piece);
        }
        return compact.toString();
    }

    int length() {
        return places.length;
    }

    /** True when it stands at this place of the data. */
    boolean isAt(byte[] data, int at) {
        if (at < 0 || at + places.length > data.length) {
            return false;
        }
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            int value = data[at + i] & 0xff;
            boolean right = switch (place & 0x7000) {
                case 0 -> value == place;
                case SET -> holds(sets.get(place & 0xfff), value);
                case RANGE -> ranges.get(place & 0xfff).holds(data, at + i);
                default -> true;
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(long[] set, int value) {
        return (set[value >> 6] >> value & 1) != 0;
    }

    /** The values that may stand at this place; null where they are not told byte by byte. */
    int @Nullable [] values(int place) {
        int what = places[place];
        return switch (what & 0x7000) {
            case 0 -> new int[] {what};
            case SET -> values(sets.get(what & 0xfff));
            default -> null;
        };
    }

    private static int[] values(long[] set) {
        return IntStream.range(0, 256).filter(value -> holds(set, value)).toArray();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Reads the text of one pattern. */
    private static final class Reader {
        final String text;
        final List<Integer> places = new ArrayList<>();
        final List<long[]> sets = new ArrayList<>();
        final List<Range> ranges = new ArrayList<>();
        private int at;

        Reader(String text) {
            this.text = CHOICE.matcher(text.strip())
                    .replaceAll(choice -> "[" + choice.group(1).replace('|', ' ') + "]");
        }

        void read() {
            while (skipSpace()) {
                if (text.charAt(at) == '[') {
                    at++;
                    bracket();
                } else {
                    for (byte value : bytes()) {
                        places.add(value & 0xff);
                    }
                }
            }
        }

        private boolean skipSpace() {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
            return at < text.length();
        }

        private boolean next(String any) {
            if (skipSpace() && any.indexOf(text.charAt(at)) >= 0) {
                at++;
                return true;
            }
            return false;
        }

        private void bracket() {
            boolean negated = next("!");
            boolean bits = next("&");
            long[] set = new long[4];
            int length = 0;
            while (!next("]")) {
                byte[] from = bytes();
                byte[] to = next(":-") ? bytes() : from;
                if (from.length != to.length || Arrays.compareUnsigned(from, to) > 0) {
                    throw wrong("an impossible range");
                }
                length = from.length;
                if (length > 1) {
                    ranges.add(new Range(from, to, negated));
                    break;
                }
                for (int value = 0; value < 256; value++) {
                    int low = from[0] & 0xff;
                    boolean in = bits ? (value & low) == low : value >= low && value <= (to[0] & 0xff);
                    set[value >> 6] |= in ? 1L << value : 0;
                }
            }
            if (length > 1) {
                if (!next("]")) {
                    throw wrong("a range that does not end");
                }
                places.add(RANGE | ranges.size() - 1);
                for (int i = 1; i < length; i++) {
                    places.add(INSIDE);
                }
                return;
            }
            if (length == 0) {
                throw wrong("an empty set");
            }
            for (int i = 0; i < 4; i++) {
                set[i] = negated ? ~set[i] : set[i];
            }
            sets.add(set);
            places.add(SET | sets.size() - 1);
        }

        private byte[] bytes() {
            if (!skipSpace()) {
                throw wrong("a bracket that does not end");
            }
            if (text.charAt(at) == '\'') {
                int end = text.indexOf('\'', at + 1);
                if (end < 0) {
                    throw wrong("a quote that does not end");
                }
                String quoted = text.substring(at + 1, end);
                at = end + 1;
                return quoted.getBytes(StandardCharsets.ISO_8859_1);
            }
            int start = at;
            while (at + 2 <= text.length()
                    && HexFormat.isHexDigit(text.charAt(at))
                    && HexFormat.isHexDigit(text.charAt(at + 1))) {
                at += 2;
            }
            if (at == start) {
                throw wrong("'" + text.charAt(at) + "', which is no byte");
            }
            return HexFormat.of().parseHex(text, start, at);
        }

        private IllegalArgumentException wrong(String what) {
            String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
            return new IllegalArgumentException(what + " in the sequence " + shown);
        }
    }
}
