package dev.tallyman.identification.text;

/**
 * How often the kinds of bytes stand in a beginning, counted once.
 *
 * @param controls control characters that texts seldom hold, zeros apart
 * @param controlKinds how many different ones
 * @param longestRun of one and the same byte from 80 on
 */
record ByteCounts(
        int length,
        int printable,
        int spaces,
        int lines,
        int high,
        int controls,
        int controlKinds,
        int zeros,
        int zeroRuns,
        int longestRun) {
    static ByteCounts of(byte[] bytes, int end) {
        int[] counts = new int[256];
        int zeroRuns = 0;
        int longest = 0;
        int run = 0;
        byte before = 1;
        for (int i = 0; i < end; i++) {
            byte value = bytes[i];
            counts[value & 0xff]++;
            if (value == 0 && before != 0) {
                zeroRuns++;
            } else if (value < 0) {
                run = value == before ? run + 1 : 1;
                longest = Math.max(longest, run);
            }
            before = value;
        }
        int printable = 0;
        int high = 0;
        int controls = 0;
        int kinds = 0;
        for (int c = 1; c < 256; c++) {
            printable += c > ' ' && c < 0x7f ? counts[c] : 0;
            high += c >= 0x80 ? counts[c] : 0;
            boolean control = counts[c] > 0 && Text.isControl(c);
            controls += control ? counts[c] : 0;
            kinds += control ? 1 : 0;
        }
        int lines = counts['\n'] + counts['\r'];
        int spaces = counts[' '] + counts['\t'] + lines + counts['\f'] + counts['\b'] + counts[033];
        return new ByteCounts(end, printable, spaces, lines, high, controls, kinds, counts[0], zeroRuns, longest);
    }

    /** True when text may hold as many: one in fifty, or one in sixteen of the same two. */
    boolean hasFewControls() {
        return controls == 0
                || controls * 50L <= length
                || (controlKinds <= 2 && controls * 16L <= length && printable * 2L > length);
    }
}
