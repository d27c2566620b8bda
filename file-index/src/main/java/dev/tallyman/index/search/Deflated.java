package dev.tallyman.index.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Texts as they are kept. */
final class Deflated {
    private static final int BYTES = 3;

    private Deflated() {}

    static byte[] of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 64];
            int length = deflater.deflate(packed);
            while (!deflater.finished()) {
                packed = Arrays.copyOf(packed, packed.length * 2);
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        }
    }

    /** So many letters at most, whatever the bytes say; none where they are damaged. */
    static String text(byte[] packed, int letters) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            byte[] bytes = new byte[letters * BYTES];
            int length = inflater.inflate(bytes);
            return new String(bytes, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            return "";
        }
    }
}
