package dev.tallyman.identification.pronom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Finds all of many byte strings in one pass: the automaton of Aho and Corasick. */
final class Literals {
    private final byte[] columnOf = new byte[256];
    private final char[] next;
    private final int columns;
    private final int[][] found;

    /** String number {@code i} reports {@code i}; none may be empty. */
    Literals(List<byte[]> strings) {
        boolean[] used = new boolean[256];
        for (byte[] string : strings) {
            for (byte value : string) {
                used[value & 0xff] = true;
            }
        }
        int count = 1;
        for (int value = 0; value < 256; value++) {
            columnOf[value] = (byte) (used[value] ? count++ : 0);
        }
        columns = count;
        List<char[]> states = new ArrayList<>();
        List<List<Integer>> ends = new ArrayList<>();
        states.add(new char[columns]);
        ends.add(new ArrayList<>());
        for (int number = 0; number < strings.size(); number++) {
            int state = 0;
            for (byte value : strings.get(number)) {
                int column = columnOf[value & 0xff] & 0xff;
                int to = states.get(state)[column];
                if (to == 0) {
                    to = states.size();
                    states.get(state)[column] = (char) to;
                    states.add(new char[columns]);
                    ends.add(new ArrayList<>());
                }
                state = to;
            }
            ends.get(state).add(number);
        }
        link(states, ends);
        next = new char[states.size() * columns];
        found = new int[states.size()][];
        for (int state = 0; state < found.length; state++) {
            System.arraycopy(states.get(state), 0, next, state * columns, columns);
            found[state] = ends.get(state).stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private void link(List<char[]> states, List<List<Integer>> ends) {
        int[] fallback = new int[states.size()];
        var queue = new ArrayDeque<Integer>();
        for (char state : states.getFirst()) {
            if (state != 0) {
                queue.add((int) state);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.poll();
            int back = fallback[state];
            ends.get(state).addAll(ends.get(back));
            char[] row = states.get(state);
            for (int column = 0; column < columns; column++) {
                char below = states.get(back)[column];
                if (row[column] == 0) {
                    row[column] = below;
                } else {
                    fallback[row[column]] = below;
                    queue.add((int) row[column]);
                }
            }
        }
    }

    /** Sets the numbers of the strings that are in the data. */
    void find(byte[] data, BitSet numbers) {
        int state = 0;
        for (byte value : data) {
            state = next[state * columns + (columnOf[value & 0xff] & 0xff)];
            int[] ends = found[state];
            for (int number : ends) {
                numbers.set(number);
            }
        }
    }
}
