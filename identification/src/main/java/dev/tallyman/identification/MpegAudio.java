package dev.tallyman.identification;

import dev.tallyman.identification.text.Text;

/**
 * Whether MPEG audio is there: frames whose headers are possible and follow one another, behind a
 * tag or not. Two bytes of a sync word stand in every other file.
 */
final class MpegAudio {
    // Kilobits per second by version 1 or later and layer, https://www.iso.org/standard/22412.html
    private static final int[][] RATES = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
    };
    private static final int[] SAMPLES = {44_100, 48_000, 32_000};

    private MpegAudio() {}

    static boolean is(byte[] head, long size) {
        int start = tag(head);
        return start >= 0 && ((start > 0 && start + 4L >= head.length) || hasFrames(head, start, size));
    }

    /** How long the ID3 tag at the beginning is; 0 where there is none, -1 where it is impossible. */
    static int tag(byte[] head) {
        if (!Text.starts(head, 'I', 'D', '3')) {
            return 0;
        }
        if (head.length < 10 || head[3] > 4 || head[3] < 2 || (head[5] & 15) != 0) {
            return -1;
        }
        int length = 0;
        for (int i = 6; i < 10; i++) {
            if (head[i] < 0) {
                return -1;
            }
            length = length << 7 | head[i];
        }
        return length + 10;
    }

    // Padding may stand before the first frame; then two must follow one another.
    private static boolean hasFrames(byte[] head, int start, long size) {
        int tried = 0;
        for (int at = start; at + 4 <= head.length && tried < 16; at++) {
            int length = frame(head, at);
            if (length == 0) {
                continue;
            }
            tried++;
            long next = (long) at + length;
            if (next + 4 <= head.length ? frame(head, (int) next) > 0 : at == start && next >= size) {
                return true;
            }
        }
        return false;
    }

    /** The length of the frame at this place, 0 where its header is impossible. */
    private static int frame(byte[] head, int at) {
        int first = head[at] & 0xff;
        int second = head[at + 1] & 0xff;
        int third = head[at + 2] & 0xff;
        int version = second >> 3 & 3;
        int layer = 4 - (second >> 1 & 3);
        int rate = third >> 4;
        int sample = third >> 2 & 3;
        boolean possible = version != 1 && layer != 4 && rate != 15 && rate != 0 && sample != 3;
        if (first != 0xff || second < 0xe0 || !possible) {
            return 0;
        }
        boolean late = version != 3;
        int row = late ? (layer == 1 ? 3 : 4) : layer - 1;
        int hertz = SAMPLES[sample] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int bits = RATES[row][rate] * 1000;
        int padding = third >> 1 & 1;
        if (layer == 1) {
            return (12 * bits / hertz + padding) * 4;
        }
        return (layer == 3 && late ? 72 : 144) * bits / hertz + padding;
    }
}
