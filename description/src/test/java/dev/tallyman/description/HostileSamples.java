package dev.tallyman.description;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are larger than they look, or say so. */
final class HostileSamples {
    private HostileSamples() {}

    /** A picture that says it has 60,000 by 60,000 pixels. */
    static byte[] vast(String format) throws IOException {
        byte[] bytes = Samples.picture(format);
        var all = ByteBuffer.wrap(bytes);
        switch (format) {
            case "png" -> {
                all.putInt(16, 60_000).putInt(20, 60_000);
                var crc = new CRC32();
                crc.update(bytes, 12, 17);
                all.putInt(29, (int) crc.getValue());
            }
            case "bmp" -> all.order(ByteOrder.LITTLE_ENDIAN).putInt(18, 60_000).putInt(22, 60_000);
            default -> {
                // Its size stands in entries of a directory: 256 and 257.
                for (int at = 0; at + 12 <= bytes.length; at++) {
                    if (all.getShort(at) == 256 || all.getShort(at) == 257) {
                        if (all.getShort(at + 2) == 4 && all.getInt(at + 4) == 1) {
                            all.putInt(at + 8, 60_000);
                        } else if (all.getShort(at + 2) == 3 && all.getInt(at + 4) == 1) {
                            all.putShort(at + 8, (short) 60_000);
                        }
                    }
                }
            }
        }
        return bytes;
    }

    /** So many megabytes of nothing, packed. */
    static byte[] zeros(int megabytes) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int n = 0; n < megabytes; n++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        return bytes.toByteArray();
    }

    /** So many files of so many bytes that nothing makes smaller. */
    static byte[] zip(int files, int length) throws IOException {
        Random random = new Random(7);
        byte[] content = new byte[length];
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files; i++) {
                random.nextBytes(content);
                zip.putNextEntry(new ZipEntry("part " + i));
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
