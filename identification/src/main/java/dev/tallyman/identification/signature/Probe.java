package dev.tallyman.identification.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place in some patterns whose byte stands in the fewest files: where another byte stands, none
 * of them begins there, and one look at each place of a long gap is enough.
 */
final class Probe {
    private static final int NEVER_COMMON = 1;
    private static final int SOMETIMES = 4;
    private static final int EVERYWHERE = 32;

    private final int place;
    private final long[] values;

    private Probe(int place, long[] values) {
        this.place = place;
        this.values = values;
    }

    /** Of alternatives; null where no place of them tells anything. */
    static @Nullable Probe of(List<BytePattern> any) {
        int length = any.stream().mapToInt(BytePattern::length).min().orElse(0);
        Probe best = null;
        for (int place = 0; place < length; place++) {
            Probe one = of(any, place);
            best = best == null || (one != null && one.weight() < best.weight()) ? one : best;
        }
        return best;
    }

    private static @Nullable Probe of(List<BytePattern> any, int place) {
        long[] union = new long[4];
        for (BytePattern pattern : any) {
            int[] values = pattern.values(place);
            if (values == null) {
                return null;
            }
            for (int value : values) {
                union[value >> 6] |= 1L << value;
            }
        }
        return new Probe(place, union);
    }

    private int weight() {
        int weight = 0;
        for (int value = 0; value < 256; value++) {
            weight += holds(value) ? weight(value) : 0;
        }
        return weight;
    }

    private static int weight(int value) {
        boolean small = value == 0 || value == ' ' || value == '\n' || (value >= 'a' && value <= 'z');
        return small ? EVERYWHERE : value < 128 || value == 255 ? SOMETIMES : NEVER_COMMON;
    }

    private boolean holds(int value) {
        return (values[value >> 6] >>> value & 1) != 0;
    }

    /** The first place from this one on where the patterns may begin; behind the last where none is. */
    int next(byte[] data, int from, int last) {
        int end = Math.min(last, data.length - 1 - place);
        int at = from;
        while (at <= end && !holds(data[at + place] & 0xff)) {
            at++;
        }
        return at > end ? last + 1 : at;
    }
}
