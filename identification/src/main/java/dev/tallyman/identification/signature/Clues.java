package dev.tallyman.identification.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file shows when a condition may hold, cheap to look for: one of these bytes or pairs of
 * bytes at its offset, or one of these couples or windows of four bytes anywhere. Both sides of a
 * comparison of windows are blurred, so that letters agree in any case.
 *
 * @param singles the offset, and below it the byte there
 * @param pairs the offset, and below it the two bytes there
 */
record Clues(List<Integer> singles, List<Integer> pairs, List<Integer> couples, List<Integer> windows) {
    /** What blurs four bytes. */
    static final int BLUR = 0x20202020;

    // Of a text, as blurred; the most frequent first.
    private static final String LETTERS = " etaoinsrhldcumfpgybwvk01.,/:-\u007fxjqz";
    private static final int SOMETIMES = 5;
    private static final int RARELY = 2;

    /** The last offset of the beginning that is held. */
    private static final int FARTHEST = 0xffff;

    private static final int MOST_OFFSETS = 8;
    private static final int MOST_PAIRS = 256;
    private static final int MOST_VALUES = 64;
    private static final Clues NONE = new Clues(List.of(), List.of(), List.of(), List.of());

    Clues {
        singles = singles.stream().distinct().toList();
        pairs = pairs.stream().distinct().toList();
        couples = couples.stream().distinct().toList();
        windows = windows.stream().distinct().toList();
    }

    /** The cheapest clues of a condition; null where only itself can tell. */
    static @Nullable Clues of(Requirement condition) {
        return switch (condition) {
            case ByteSequence sequence -> of(sequence);
            case Requirement.Joined joined
            when joined.all() -> {
                Clues best = null;
                for (Requirement one : joined.of()) {
                    best = better(best, of(one));
                }
                yield best;
            }
            case Requirement.Joined joined -> {
                Clues any = NONE;
                for (Requirement one : joined.of()) {
                    Clues own = of(one);
                    if (own == null) {
                        yield null;
                    }
                    any = any.or(own);
                }
                yield any;
            }
        };
    }

    private Clues or(Clues other) {
        return new Clues(
                joined(singles, other.singles),
                joined(pairs, other.pairs),
                joined(couples, other.couples),
                joined(windows, other.windows));
    }

    private static List<Integer> joined(List<Integer> one, List<Integer> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static @Nullable Clues better(@Nullable Clues one, @Nullable Clues other) {
        return one == null || (other != null && other.weight() < one.weight()) ? other : one;
    }

    // How much else shows them: zeros and spaces stand in many files, windows may lie anywhere.
    private int weight() {
        int weight = 200 * singles.size() + 400 * couples.size();
        for (int window : windows) {
            weight += 20 + commonness(window) / 4;
        }
        for (int pair : pairs) {
            boolean common = (pair & 0xff) == 0 || (pair & 0xffff) == 0x2020 || (pair & 0xffff) == 0xffff;
            weight += common ? 20 : 1;
        }
        return weight;
    }

    private static @Nullable Clues of(ByteSequence sequence) {
        Clues best = null;
        ByteSequence.Step first = sequence.steps().getFirst();
        if (sequence.beginsWithin(FARTHEST) && first.most() - first.least() < MOST_OFFSETS) {
            best = beginnings(first);
        }
        for (ByteSequence.Step step : sequence.steps()) {
            best = better(best, anywhere(step));
        }
        return best;
    }

    private static @Nullable Clues beginnings(ByteSequence.Step step) {
        Clues any = NONE;
        for (BytePattern pattern : step.any()) {
            Clues best = null;
            for (int place = 0; place < pattern.length(); place++) {
                best = better(best, beginnings(step, pattern, place));
            }
            if (best == null) {
                return null;
            }
            any = any.or(best);
        }
        return any;
    }

    private static @Nullable Clues beginnings(ByteSequence.Step step, BytePattern pattern, int place) {
        int[] one = pattern.values(place);
        int[] two = place + 1 < pattern.length() ? pattern.values(place + 1) : null;
        int offsets = step.most() - step.least() + 1;
        if (one == null || one.length > MOST_VALUES) {
            return null;
        }
        boolean single = two == null || one.length * two.length * offsets > MOST_PAIRS;
        List<Integer> places = new ArrayList<>();
        for (int offset = step.least() + place; offset <= step.most() + place; offset++) {
            for (int first : one) {
                if (single) {
                    places.add(offset << 16 | first);
                } else {
                    Arrays.stream(two).map(second -> first << 8 | second).forEach(at(places, offset));
                }
            }
        }
        return single
                ? new Clues(places, List.of(), List.of(), List.of())
                : new Clues(List.of(), places, List.of(), List.of());
    }

    private static IntConsumer at(List<Integer> places, int offset) {
        return bytes -> places.add(offset << 16 | bytes);
    }

    private static @Nullable Clues anywhere(ByteSequence.Step step) {
        List<Integer> windows = new ArrayList<>();
        List<Integer> couples = new ArrayList<>();
        for (BytePattern pattern : step.any()) {
            int window = best(pattern);
            int couple = window == 0 ? couple(pattern) : 0;
            if (window == 0 && couple == 0) {
                return null;
            }
            (window == 0 ? couples : windows).add(window == 0 ? couple : window);
        }
        return new Clues(List.of(), List.of(), couples, windows);
    }

    private static int best(BytePattern pattern) {
        int best = 0;
        for (int place = 0; place + 4 <= pattern.length(); place++) {
            int window = window(pattern, place);
            if (kinds(window) > 1 && (best == 0 || commonness(window) < commonness(best))) {
                best = window;
            }
        }
        return best;
    }

    // The first two different bytes beside each other, 0 where there are none.
    private static int couple(BytePattern pattern) {
        for (int place = 0; place + 1 < pattern.length(); place++) {
            int[] one = pattern.values(place);
            int[] two = pattern.values(place + 1);
            if (one != null && two != null && one.length == 1 && two.length == 1 && one[0] != two[0]) {
                return one[0] << 8 | two[0];
            }
        }
        return 0;
    }

    // 0 where a place may hold more than one byte and its case.
    private static int window(BytePattern pattern, int place) {
        int window = 0;
        for (int i = place; i < place + 4; i++) {
            int[] values = pattern.values(i);
            if (values == null || values.length == 0 || values.length > 2) {
                return 0;
            }
            int value = values[0] | 0x20;
            if ((values[values.length - 1] | 0x20) != value) {
                return 0;
            }
            window = window << 8 | value;
        }
        return window;
    }

    // How often texts hold such bytes; most files are texts.
    private static int commonness(int window) {
        int common = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            int value = window >>> shift & 0xff;
            int rank = LETTERS.indexOf(value);
            common += rank >= 0 ? LETTERS.length() - rank : value > 0x7f ? RARELY : SOMETIMES;
        }
        return common;
    }

    private static long kinds(int window) {
        return IntStream.of(window >>> 24, window >> 16 & 0xff, window >> 8 & 0xff, window & 0xff)
                .distinct()
                .count();
    }

    /** {@code 0:1F 0:4D5A ~FFFB ~3C3F786D}: at their offset, and anywhere. */
    @Override
    public String toString() {
        var words = new ArrayList<String>();
        singles.forEach(single -> words.add((single >>> 16) + ":" + "%02X".formatted(single & 0xff)));
        pairs.forEach(pair -> words.add((pair >>> 16) + ":" + "%04X".formatted(pair & 0xffff)));
        couples.forEach(couple -> words.add("~" + "%04X".formatted(couple)));
        windows.forEach(window -> words.add("~" + "%08X".formatted(window)));
        return String.join(" ", words);
    }
}
