package dev.tallyman.identification.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a file must hold to have a signature. Written as a sequence, or as conditions joined:
 * {@code (& A B)} for all of them, {@code (2 A B C)} for at least two.
 */
public sealed interface Requirement permits ByteSequence, Requirement.Joined {
    /** True when it is so in this file. */
    boolean holds(FileEnds bytes);

    /** How far into a file from its beginning it looks. */
    long reach();

    /** How many bytes it tells. */
    int fixed();

    /** How many bytes it tells one after another at the beginning. */
    int fixedAtStart();

    /** At least so many of them. */
    record Joined(int least, List<Requirement> of) implements Requirement {
        public Joined {
            of = List.copyOf(of);
        }

        boolean all() {
            return least == of.size();
        }

        @Override
        public boolean holds(FileEnds bytes) {
            int missing = least;
            for (Requirement condition : of) {
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
            IntStream each = of.stream().mapToInt(Requirement::fixed);
            return all() ? each.sum() : each.min().orElse(0);
        }

        @Override
        public int fixedAtStart() {
            IntStream each = of.stream().mapToInt(Requirement::fixedAtStart);
            return (all() ? each.max() : each.min()).orElse(0);
        }

        @Override
        public long reach() {
            return of.stream().mapToLong(Requirement::reach).max().orElse(0);
        }

        @Override
        public String toString() {
            String joint = all() ? "&" : String.valueOf(least);
            return "(" + joint + " "
                    + String.join(" ", of.stream().map(Requirement::toString).toList()) + ")";
        }
    }

    static Requirement all(List<? extends Requirement> of) {
        return of.size() == 1 ? of.getFirst() : new Joined(of.size(), List.copyOf(of));
    }

    static Requirement any(List<? extends Requirement> of) {
        return of.size() == 1 ? of.getFirst() : new Joined(1, List.copyOf(of));
    }

    static Requirement of(String text) {
        return new Reader(text).condition();
    }

    /** Reads what {@code toString} writes. */
    final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private Requirement condition() {
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
            List<Requirement> of = new ArrayList<>();
            while (text.charAt(at) == ' ') {
                at++;
                of.add(condition());
            }
            at++;
            return new Joined(joint.equals("&") ? of.size() : Integer.parseInt(joint), of);
        }
    }
}
