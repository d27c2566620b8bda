package dev.tallyman.identification.signature;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns one behind the other, with gaps between them, counted from the beginning of a file or
 * from its end. Each step may have alternatives.
 *
 * <p>Written in one line: {@code B}, {@code E} or {@code V} for where it is counted from, then each
 * step as {@code {least-most}pattern|pattern}, {@code *} for no bound; {@code {0-8:[20]}} is a gap
 * of nothing but spaces. Steps of {@code E} are written from the end backwards.
 */
public final class ByteSequence implements Requirement {
    public static final int UNBOUND = Integer.MAX_VALUE;

    // A mark or an empty line may stand before it.
    private static final int NEARLY = 4;

    /**
     * A gap of so many bytes, then one of these.
     *
     * @param filled what the gap's bytes must be; null for any
     */
    public record Step(int least, int most, @Nullable BytePattern filled, List<BytePattern> any) {
        public Step {
            any = List.copyOf(any);
            if (least < 0 || most < least) {
                throw new IllegalArgumentException("an impossible range of offsets, " + least + " to " + most);
            }
        }

        public Step(int least, int most, List<BytePattern> any) {
            this(least, most, null, any);
        }

        // So many of its bytes are told, whichever alternative it is.
        private int fixed() {
            return any.stream().mapToInt(Step::fixed).min().orElse(0);
        }

        private static int fixed(BytePattern pattern) {
            int fixed = 0;
            for (int place = 0; place < pattern.length(); place++) {
                int[] values = pattern.values(place);
                fixed += values != null && values.length <= 16 ? 1 : 0;
            }
            return fixed;
        }

        // Whether the first bytes of a gap that begins here may be so.
        private boolean fills(byte[] data, int from, int to) {
            for (int at = from; filled != null && at < to; at++) {
                if (!filled.isAt(data, at)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final char from;
    private final Step[] steps;

    // Those of the steps: a gap of any length asks them at each place.
    private final BytePattern[][] patterns;
    private final @Nullable Probe[] probes;

    public ByteSequence(char from, List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a signature without a sequence");
        }
        this.from = from;
        this.steps = steps.toArray(Step[]::new);
        this.patterns = steps.stream()
                .map(step -> step.any().toArray(BytePattern[]::new))
                .toArray(BytePattern[][]::new);
        this.probes = steps.stream()
                .map(step -> step.filled() == null ? Probe.of(step.any()) : null)
                .toArray(Probe[]::new);
    }

    public static ByteSequence of(String line) {
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < line.length()) {
            int dash = line.indexOf('-', at);
            int end = line.indexOf('}', at);
            int next = line.indexOf('{', end);
            next = next < 0 ? line.length() : next;
            List<BytePattern> any = new ArrayList<>();
            for (String pattern : line.substring(end + 1, next).split("\\|", -1)) {
                any.add(BytePattern.of(pattern));
            }
            int colon = line.lastIndexOf(":[", end);
            boolean filled = colon > dash;
            String most = line.substring(dash + 1, filled ? colon : end);
            steps.add(new Step(
                    Integer.parseInt(line, at + 1, dash, 10),
                    most.equals("*") ? UNBOUND : Integer.parseInt(most),
                    filled ? BytePattern.of(line.substring(colon + 1, end)) : null,
                    any));
            at = next;
        }
        return new ByteSequence(line.charAt(0), steps);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder().append(from);
        for (Step step : steps) {
            line.append('{').append(step.least()).append('-');
            line.append(step.most() == UNBOUND ? "*" : String.valueOf(step.most()));
            line.append(step.filled() == null ? "" : ":" + step.filled()).append('}');
            line.append(String.join(
                    "|", step.any().stream().map(BytePattern::toString).toList()));
        }
        return line.toString();
    }

    /** True for one that is counted from a file's beginning and begins no later than this. */
    boolean beginsWithin(int most) {
        return from == 'B' && steps[0].most() <= most;
    }

    /** True for one that is not counted from the end. */
    boolean isFromBeginning() {
        return from != 'E';
    }

    List<Step> steps() {
        return List.of(steps);
    }

    /** How far into a file from its beginning it may reach. */
    @Override
    public long reach() {
        long reach = 0;
        for (Step step : steps) {
            int longest =
                    step.any().stream().mapToInt(BytePattern::length).max().orElse(0);
            reach = Math.min(UNBOUND, reach + step.most() + longest);
        }
        return from == 'B' ? reach : UNBOUND;
    }

    @Override
    public int fixed() {
        int fixed = 0;
        for (Step step : steps) {
            fixed += step.fixed();
        }
        return fixed;
    }

    @Override
    public int fixedAtStart() {
        int fixed = 0;
        for (Step step : steps) {
            if (from != 'B' || step.most() > (fixed == 0 ? NEARLY : 0)) {
                return fixed;
            }
            fixed += step.fixed();
        }
        return fixed;
    }

    @Override
    public boolean holds(FileEnds bytes) {
        return from == 'E'
                ? backward(bytes, bytes.tail(), 0, bytes.tail().length) > 0
                : forward(bytes, bytes.head(), 0, 0) > 0;
    }

    // 1 found, 0 not from here, -1 not from anywhere further on either.
    private int forward(FileEnds bytes, byte[] data, int index, int at) {
        if (index == steps.length) {
            return 1;
        }
        Step step = steps[index];
        long last = Math.min((long) at + step.most(), data.length - 1L);
        long first = (long) at + step.least();
        if (first > last || !step.fills(data, at, (int) first)) {
            return 0;
        }
        Probe probe = probes[index];
        for (long start = first; start <= last; start++) {
            if (probe != null) {
                int next = probe.next(data, (int) start, (int) last);
                if (bytes.isSpent(next - (int) start)) {
                    return -1;
                }
                start = next;
            }
            if (start > last) {
                break;
            }
            for (BytePattern pattern : patterns[index]) {
                if (bytes.isSpent(1)) {
                    return -1;
                }
                if (pattern.isAt(data, (int) start)) {
                    int rest = forward(bytes, data, index + 1, (int) start + pattern.length());
                    if (rest != 0) {
                        return rest;
                    }
                }
            }
            if (!step.fills(data, (int) start, (int) start + 1)) {
                return 0;
            }
        }
        return step.most() == UNBOUND ? -1 : 0;
    }

    private int backward(FileEnds bytes, byte[] data, int index, int end) {
        if (index == steps.length) {
            return 1;
        }
        Step step = steps[index];
        long last = Math.min(step.most(), end);
        for (long gap = step.least(); gap <= last; gap++) {
            for (BytePattern pattern : patterns[index]) {
                if (bytes.isSpent(1)) {
                    return -1;
                }
                int start = (int) (end - gap) - pattern.length();
                if (pattern.isAt(data, start)) {
                    int rest = backward(bytes, data, index + 1, start);
                    if (rest != 0) {
                        return rest;
                    }
                }
            }
        }
        return step.most() == UNBOUND ? -1 : 0;
    }
}
