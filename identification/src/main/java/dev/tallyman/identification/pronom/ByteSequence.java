package dev.tallyman.identification.pronom;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns one behind the other, with gaps between them, counted from the beginning of a file or
 * from its end. Each step may have alternatives.
 *
 * <p>Written in one line: {@code B}, {@code E} or {@code V} for where it is counted from, then each
 * step as {@code {least-most}pattern|pattern}, {@code *} for no bound. Steps of {@code E} are
 * written from the end backwards.
 */
final class ByteSequence {
    static final int UNBOUND = Integer.MAX_VALUE;

    /** A gap of so many bytes, then one of these. */
    record Step(int least, int most, List<BytePattern> any) {
        Step {
            any = List.copyOf(any);
            if (least < 0 || most < least) {
                throw new IllegalArgumentException("an impossible range of offsets, " + least + " to " + most);
            }
        }
    }

    private final char from;
    private final Step[] steps;

    ByteSequence(char from, List<Step> steps) {
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a signature without a sequence");
        }
        this.from = from;
        this.steps = steps.toArray(Step[]::new);
    }

    static ByteSequence of(String line) {
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
            String most = line.substring(dash + 1, end);
            steps.add(new Step(
                    Integer.parseInt(line, at + 1, dash, 10),
                    most.equals("*") ? UNBOUND : Integer.parseInt(most),
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
            line.append(step.most() == UNBOUND ? "*" : String.valueOf(step.most()))
                    .append('}');
            line.append(String.join(
                    "|", step.any().stream().map(BytePattern::toString).toList()));
        }
        return line.toString();
    }

    /**
     * True when it is in the file of which these are the beginning and the end.
     *
     * @param tries how many comparisons are left for this file; what is over costs the match
     */
    boolean isIn(byte[] head, byte[] tail, int[] tries) {
        return from == 'E' ? backward(tail, 0, tail.length, tries) > 0 : forward(head, 0, 0, tries) > 0;
    }

    // 1 found, 0 not from here, -1 not from anywhere further on either.
    private int forward(byte[] data, int index, int at, int[] tries) {
        if (index == steps.length) {
            return 1;
        }
        Step step = steps[index];
        long last = Math.min((long) at + step.most(), data.length - 1L);
        for (long start = (long) at + step.least(); start <= last; start++) {
            for (BytePattern pattern : step.any()) {
                if (--tries[0] < 0) {
                    return -1;
                }
                if (pattern.isAt(data, (int) start)) {
                    int rest = forward(data, index + 1, (int) start + pattern.length(), tries);
                    if (rest != 0) {
                        return rest;
                    }
                }
            }
        }
        return step.most() == UNBOUND ? -1 : 0;
    }

    private int backward(byte[] data, int index, int end, int[] tries) {
        if (index == steps.length) {
            return 1;
        }
        Step step = steps[index];
        long last = Math.min(step.most(), end);
        for (long gap = step.least(); gap <= last; gap++) {
            for (BytePattern pattern : step.any()) {
                if (--tries[0] < 0) {
                    return -1;
                }
                int start = (int) (end - gap) - pattern.length();
                if (pattern.isAt(data, start)) {
                    int rest = backward(data, index + 1, start, tries);
                    if (rest != 0) {
                        return rest;
                    }
                }
            }
        }
        return step.most() == UNBOUND ? -1 : 0;
    }

    /**
     * Where its first two bytes stand and what they are, packed, for each alternative; none where
     * that is not fixed.
     */
    List<Long> beginnings() {
        Step first = steps[0];
        List<Long> beginnings = new ArrayList<>();
        for (BytePattern pattern : first.any()) {
            boolean fixed = pattern.fixed(0) >= 0 && pattern.fixed(1) >= 0;
            if (from != 'B' || first.least() != first.most() || !fixed) {
                return List.of();
            }
            beginnings.add((long) first.least() << 16 | pattern.fixed(0) << 8 | pattern.fixed(1));
        }
        return beginnings;
    }

    /** Byte strings without one of which it cannot be in a file: those of its most telling step. */
    List<byte[]> literals() {
        List<byte[]> best = List.of();
        for (Step step : steps) {
            List<byte[]> literals =
                    step.any().stream().map(any -> any.literal(8)).toList();
            best = telling(literals) > telling(best) ? literals : best;
        }
        return best;
    }

    /** How long the shortest of them is. */
    static int telling(List<byte[]> literals) {
        return literals.stream().mapToInt(literal -> literal.length).min().orElse(0);
    }
}
