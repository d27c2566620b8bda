package dev.tallyman.identification.signature;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All signatures compiled into one: a file is asked only what it could be. Rules that begin at a
 * known offset are found by the two bytes that stand there, others by bytes that lie in them,
 * all in one pass over the file's beginning and end. One instance serves all threads; it never
 * changes.
 */
public final class SignatureIndex {
    private final SignatureRule[] rules;
    private final int near;
    private final int[] offsets;
    private final ClueTable singles = new ClueTable();
    private final ClueTable pairs = new ClueTable();
    private final ClueTable couples = new ClueTable();
    private final ClueTable windows = new ClueTable();

    // A bit per hash of a window and one per couple: two looks at most of a file's places.
    private final long[] shown = new long[1024];
    private final long[] coupled = new long[1024];
    private final long[] always;

    /**
     * Of these rules, each called by its place in the list.
     *
     * @param near how far into a file the first pass looks for what may lie anywhere
     */
    public SignatureIndex(List<SignatureRule> rules, int near) {
        this.rules = rules.toArray(SignatureRule[]::new);
        this.near = near;
        always = new long[(rules.size() >> 6) + 1];
        var places = new TreeSet<Integer>();
        boolean[] seen = new boolean[1 << 16];
        for (int i = 0; i < this.rules.length; i++) {
            if (this.rules[i].isAlwaysAsked()) {
                always[i >> 6] |= 1L << i;
            } else {
                add(i, this.rules[i].clues(), seen, places);
            }
        }
        offsets = places.stream().mapToInt(Integer::intValue).toArray();
        singles.seal();
        pairs.seal();
        couples.seal();
        windows.seal();
    }

    private void add(int rule, String clues, boolean[] seen, Set<Integer> places) {
        int at = 0;
        while (at < clues.length()) {
            int end = clues.indexOf(' ', at);
            end = end < 0 ? clues.length() : end;
            if (clues.charAt(at) == '~') {
                anywhere(rule, Integer.parseUnsignedInt(clues, at + 1, end, 16), end - at > 5);
            } else {
                int colon = clues.indexOf(':', at);
                int offset = Integer.parseInt(clues, at, colon, 10);
                if (!seen[offset]) {
                    seen[offset] = true;
                    places.add(offset);
                }
                ClueTable table = end - colon > 3 ? pairs : singles;
                table.add((offset << 16) | Integer.parseInt(clues, colon + 1, end, 16), rule);
            }
            at = end + 1;
        }
    }

    private void anywhere(int rule, int bytes, boolean four) {
        if (four) {
            windows.add(bytes, rule);
            shown[hash(bytes) >> 6] |= 1L << hash(bytes);
        } else {
            couples.add(bytes, rule);
            coupled[bytes >> 6] |= 1L << bytes;
        }
    }

    private static int hash(int window) {
        return (window * 0x85EBCA6B) >>> 16;
    }

    /** Looks through the beginning of a file. */
    public Scan scan(byte[] head) {
        return new Scan(head);
    }

    /** What one file shows; used by one thread. */
    public final class Scan {
        private final byte[] head;
        private final long[] candidates = Arrays.copyOf(always, always.length);
        private FileEnds bytes;

        private Scan(byte[] head) {
            this.head = head;
            this.bytes = new FileEnds(head, head);
            for (int offset : offsets) {
                if (offset >= head.length) {
                    break;
                }
                int place = offset << 16;
                int value = head[offset] & 0xff;
                singles.find(place | value, candidates);
                if (offset + 1 < head.length) {
                    pairs.find(place | (value << 8) | (head[offset + 1] & 0xff), candidates);
                }
            }
            look(head, 0, Math.min(near, head.length));
        }

        private void look(byte[] data, int from, int to) {
            int bytes = 0;
            for (int at = from; at < to; at++) {
                bytes = (bytes << 8) | (data[at] & 0xff);
                int window = bytes | Clues.BLUR;
                int hash = hash(window);
                if ((shown[hash >> 6] >>> hash & 1) != 0) {
                    windows.find(window, candidates);
                }
                int couple = bytes & 0xffff;
                if ((coupled[couple >> 6] >>> couple & 1) != 0) {
                    couples.find(couple, candidates);
                }
            }
        }

        /** Looks through the rest as well; {@code tail} is the beginning itself in a short file. */
        @SuppressWarnings("ReferenceEquality") // the same array means: there is nothing else
        public void finish(byte[] tail) {
            bytes = new FileEnds(head, tail);
            look(head, Math.max(0, Math.min(near, head.length) - 3), head.length);
            if (tail != head) {
                look(tail, 0, tail.length);
            }
        }

        /** The next rule that may hold, from this one on; -1 where there is none. */
        public int next(int from) {
            int word = from >> 6;
            if (word >= candidates.length) {
                return -1;
            }
            long bits = candidates[word] & -1L << from;
            while (bits == 0) {
                if (++word == candidates.length) {
                    return -1;
                }
                bits = candidates[word];
            }
            return (word << 6) + Long.numberOfTrailingZeros(bits);
        }

        /** True when this rule holds. */
        public boolean holds(int rule) {
            return rules[rule].condition().holds(bytes);
        }
    }
}
