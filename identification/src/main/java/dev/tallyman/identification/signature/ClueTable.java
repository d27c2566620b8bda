package dev.tallyman.identification.signature;

import java.util.Arrays;

/** Which rules belong to a number that a file shows: a hash table of chains, made once. */
final class ClueTable {
    private static final int NONE = -1;

    private int[] keys = new int[1024];
    private int[] rules = new int[1024];
    private int size;
    private int[] firsts = {NONE};
    private int[] nexts = {};
    private int shift = 31;

    void add(int key, int rule) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            rules = Arrays.copyOf(rules, size * 2);
        }
        keys[size] = key;
        rules[size++] = rule;
    }

    /** Nothing is added any more. */
    void seal() {
        int bits = 33 - Integer.numberOfLeadingZeros(size | 1);
        shift = 32 - bits;
        firsts = new int[1 << bits];
        nexts = new int[size];
        Arrays.fill(firsts, NONE);
        for (int i = 0; i < size; i++) {
            int slot = slot(keys[i]);
            nexts[i] = firsts[slot];
            firsts[slot] = i;
        }
    }

    /** Sets the bits of the rules of this key. */
    void find(int key, long[] candidates) {
        for (int i = firsts[slot(key)]; i != NONE; i = nexts[i]) {
            if (keys[i] == key) {
                candidates[rules[i] >> 6] |= 1L << rules[i];
            }
        }
    }

    private int slot(int key) {
        return (key * 0x9E3779B1) >>> shift;
    }
}
