package dev.tallyman.description;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The heads of sound and films: as much of them as says how long they play. */
final class MediaSamples {
    private MediaSamples() {}

    private static byte[] box(String kind, byte[]... parts) {
        int length = 8 + Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var box = ByteBuffer.allocate(length).putInt(length).put(kind.getBytes(ISO_8859_1));
        Arrays.stream(parts).forEach(box::put);
        return box.array();
    }

    /** Two seconds of a film of 640 by 360. */
    static byte[] mp4() {
        byte[] head =
                ByteBuffer.allocate(100).putInt(12, 1_000).putInt(16, 2_000).array();
        byte[] track = ByteBuffer.allocate(84)
                .putInt(76, 640 << 16)
                .putInt(80, 360 << 16)
                .array();
        byte[] media =
                ByteBuffer.allocate(24).putInt(12, 1_000).putInt(16, 2_000).array();
        byte[] handler =
                ByteBuffer.allocate(25).put(8, "vide".getBytes(ISO_8859_1)).array();
        return join(
                box("ftyp", "isom\0\0\2\0isomiso2".getBytes(ISO_8859_1)),
                box(
                        "moov",
                        box("mvhd", head),
                        box("trak", box("tkhd", track), box("mdia", box("mdhd", media), box("hdlr", handler)))));
    }

    /** Two seconds: an EBML head, and a segment whose info has a scale of a millisecond and 2000 of them. */
    static byte[] matroska() {
        byte[] info = join(
                new byte[] {0x2a, (byte) 0xd7, (byte) 0xb1, (byte) 0x83, 0x0f, 0x42, 0x40},
                ByteBuffer.allocate(11)
                        .put(new byte[] {0x44, (byte) 0x89, (byte) 0x88})
                        .putDouble(2_000)
                        .array());
        byte[] segment = join(new byte[] {0x15, 0x49, (byte) 0xa9, 0x66, (byte) (0x80 | info.length)}, info);
        return join(
                new byte[] {0x1a, 0x45, (byte) 0xdf, (byte) 0xa3, (byte) 0x8b, 0x42, (byte) 0x82, (byte) 0x88},
                "matroska".getBytes(ISO_8859_1),
                new byte[] {0x18, 0x53, (byte) 0x80, 0x67, (byte) (0x80 | segment.length)},
                segment);
    }

    /** Two seconds of 44,100 samples each. */
    static byte[] flac() {
        var file = ByteBuffer.allocate(4 + 4 + 34 + 64).put("fLaC".getBytes(ISO_8859_1));
        file.putInt(0x80000022).putShort((short) 4096).putShort((short) 4096);
        file.putLong(18, 44_100L << 44 | 1L << 41 | 15L << 36 | 88_200L);
        return file.array();
    }

    /** A hundred frames of MPEG 1 layer 3, 128 kbit/s, with a title before them. */
    static byte[] mp3() {
        byte[] frame = ByteBuffer.allocate(417).putInt(0xfffb9000).array();
        byte[] title = "TIT2\0\0\0\5\0\0\0Song".getBytes(ISO_8859_1);
        byte[] tag = join("ID3\3\0\0\0\0\0".getBytes(ISO_8859_1), new byte[] {(byte) title.length}, title);
        byte[][] frames = new byte[101][];
        Arrays.fill(frames, frame);
        frames[0] = tag;
        return join(frames);
    }

    /** Two seconds of 8,000 samples each, with a title. */
    static byte[] aiff() {
        var common = ByteBuffer.allocate(18).putShort((short) 1).putInt(16_000).putShort((short) 8);
        common.putShort((short) (16_383 + 12)).putLong(8_000L << 51);
        byte[] chunks = join(chunk("COMM", common.array()), chunk("NAME", "A tone".getBytes(ISO_8859_1)));
        return join(chunk("FORM", join("AIFF".getBytes(ISO_8859_1), chunks)));
    }

    private static byte[] chunk(String kind, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .put(kind.getBytes(ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** Two seconds of 8,000 samples each. */
    static byte[] au() {
        return ByteBuffer.allocate(24 + 16_000)
                .put(".snd".getBytes(ISO_8859_1))
                .putInt(24)
                .putInt(16_000)
                .putInt(2)
                .putInt(8_000)
                .putInt(1)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        var all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
