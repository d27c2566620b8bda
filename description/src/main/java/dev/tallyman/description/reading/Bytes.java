package dev.tallyman.description.reading;

/** Whole numbers in bytes; what lies behind their end counts as zero. */
public final class Bytes {
    private Bytes() {}

    /** The most significant byte first. */
    public static long big(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return value;
    }

    /** The least significant byte first. */
    public static long little(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
        }
        return value;
    }
}
