package dev.tallyman.identification.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a file must hold to have a signature. Written as a sequence, or as conditions joined:
 * {@code (& A B)} for all of them, {@code (2 A B C)} for at least two.
 */
public sealed interface Condition permits ByteSequence, Condition.Joined {
    /** True when it is so in this file. */
    boolean holds(Bytes bytes);

    /** How far into a file from its beginning it looks. */
    long reach();

    /** How many bytes it tells. */
    int fixed();

    /** How many bytes it tells one after another at the beginning. */
    int fixedAtStart();

    /** At least so many of them. */
    record Joined(int least, List<Condition> of) implements Condition {
        public Joined {
            of = List.copyOf(of);
        }

        boolean all() {
            return least == of.size();
        }

        @Override
        public boolean holds(Bytes bytes) {
            int missing = least;
            for (Condition condition : of) {
                if (condition.holds(bytes)) {
                    missing--;
                } else if (all()) {
                    return false;
                }
                if (missing == 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int fixed() {
            IntStream each = of.stream().mapToInt(Condition::fixed);
            return all() ? each.sum() : each.min().orElse(0);
        }

        @Override
        public int fixedAtStart() {
            IntStream each = of.stream().mapToInt(Condition::fixedAtStart);
            return (all() ? each.max() : each.min()).orElse(0);
        }

        @Override
        public long reach() {
            return of.stream().mapToLong(Condition::reach).max().orElse(0);
        }

        @Override
        public String toString() {
            String joint = all() ? "&" : String.valueOf(least);
            return "(" + joint + " "
                    + String.join(" ", of.stream().map(Condition::toString).toList()) + ")";
        }
    }

    static Condition all(List<? extends Condition> of) {
        return of.size() == 1 ? of.getFirst() : new Joined(of.size(), List.copyOf(of));
    }

    static Condition any(List<? extends Condition> of) {
        return of.size() == 1 ? of.getFirst() : new Joined(1, List.copyOf(of));
    }

    static Condition of(String text) {
        return new Reader(text).condition();
    }

    /** Reads what {@code toString} writes. */
    final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private Condition condition() {
            if (text.charAt(at) != '(') {
                int start = at;
                boolean quoted = false;
                int brackets = 0;
                while (at < text.length() && (quoted || brackets > 0 || " )".indexOf(text.charAt(at)) < 0)) {
                    char c = text.charAt(at++);
                    quoted ^= c == '\'';
                    brackets += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
                }
                return ByteSequence.of(text.substring(start, at));
            }
            int space = text.indexOf(' ', at);
            String joint = text.substring(at + 1, space);
            at = space;
            List<Condition> of = new ArrayList<>();
            while (text.charAt(at) == ' ') {
                at++;
                of.add(condition());
            }
            at++;
            return new Joined(joint.equals("&") ? of.size() : Integer.parseInt(joint), of);
        }
    }
}
