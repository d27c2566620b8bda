package dev.tallyman.description.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands in front of the scan of a usual JPEG: baseline, grey or YCbCr, all of it in one scan. */
// https://www.w3.org/Graphics/JPEG/itu-t81.pdf, annex B
final class JpegHead {
    private static final int TABLES = 4;
    private static final int NUMBERS = 64;
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private static final int LARGEST_PROFILE = 4 << 20;

    private static final int BASELINE = 0xc0;
    private static final int EXTENDED = 0xc1;
    private static final int CODES = 0xc4;
    private static final int SCAN = 0xda;
    private static final int STEPS = 0xdb;
    private static final int RESTART = 0xdd;
    private static final int SECOND_APPLICATION = 0xe2;
    private static final int LAST_APPLICATION = 0xee;

    private final float[][] steps = new float[TABLES][];
    private final HuffmanCode[] first = new HuffmanCode[TABLES];
    private final HuffmanCode[] others = new HuffmanCode[TABLES];
    private final ByteArrayOutputStream profile = new ByteArrayOutputStream();
    private final List<Part> parts = new ArrayList<>();
    private final List<Component> components = new ArrayList<>();
    private int width;
    private int height;
    private int restart;

    /** It is of a kind, or broken in a way, that is left to the library. */
    static final class Unusual extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** One of brightness and colours, and how it is written. */
    static final class Component {
        final int across;
        final int down;
        final float[] steps;
        final HuffmanCode first;
        final HuffmanCode others;
        int last; // the first number of the block before

        private Component(Part part, float[] steps, HuffmanCode first, HuffmanCode others) {
            this.across = part.across;
            this.down = part.down;
            this.steps = steps;
            this.first = first;
            this.others = others;
        }

        void restart() {
            last = 0;
        }
    }

    /** A component as the frame names it. */
    private record Part(int name, int across, int down, int table) {}

    private JpegHead() {}

    /** Reads up to where the scan begins. */
    static JpegHead read(InputStream in) throws IOException {
        var head = new JpegHead();
        var data = new DataInputStream(in);
        try {
            if (data.readUnsignedShort() != 0xffd8) {
                throw new Unusual();
            }
            while (head.segment(data)) {}
        } catch (EOFException e) {
            throw new Unusual();
        }
        return head;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Units between two marks of the scan; 0 where there are no marks. */
    int restart() {
        return restart;
    }

    List<Component> components() {
        return components;
    }

    /** The colour profile; empty where there is none. */
    byte[] profile() {
        return profile.toByteArray();
    }

    private boolean segment(DataInputStream data) throws IOException {
        int marker = data.readUnsignedShort();
        int length = data.readUnsignedShort() - 2;
        if (marker >> 8 != 0xff || length < 0) {
            throw new Unusual();
        }
        byte[] bytes = new byte[length];
        data.readFully(bytes);
        var segment = ByteBuffer.wrap(bytes);
        try {
            switch (marker & 0xff) {
                case BASELINE, EXTENDED -> frame(segment);
                case CODES -> codes(segment);
                case STEPS -> steps(segment);
                case RESTART -> restart = segment.getShort() & 0xffff;
                case SECOND_APPLICATION -> profile(bytes);
                case LAST_APPLICATION -> adobe(bytes);
                case SCAN -> scan(segment);
                default -> other(marker & 0xff);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new Unusual();
        }
        return (marker & 0xff) != SCAN;
    }

    // Applications, comments: anything else is of a kind that is rare, or belongs elsewhere.
    private static void other(int marker) throws Unusual {
        if (marker < 0xe0 || marker == 0xff) {
            throw new Unusual();
        }
    }

    private void frame(ByteBuffer segment) throws Unusual {
        int precision = segment.get();
        height = segment.getShort() & 0xffff;
        width = segment.getShort() & 0xffff;
        int count = segment.get();
        if (precision != Byte.SIZE || width == 0 || height == 0 || (count != 1 && count != 3) || !parts.isEmpty()) {
            throw new Unusual();
        }
        for (int i = 0; i < count; i++) {
            int name = segment.get();
            int shape = segment.get();
            var part = new Part(name, shape >> 4, shape & 0xf, segment.get());
            if (part.across < 1 || part.across > 2 || part.down < 1 || part.down > 2) {
                throw new Unusual();
            }
            parts.add(part);
        }
        if (count == 3 && parts.getFirst().name == 'R') {
            throw new Unusual();
        }
    }

    private void codes(ByteBuffer segment) throws Unusual {
        while (segment.hasRemaining()) {
            int kind = segment.get();
            byte[] counts = new byte[16];
            segment.get(counts);
            int sum = 0;
            for (byte count : counts) {
                sum += count & 0xff;
            }
            byte[] symbols = new byte[sum];
            segment.get(symbols);
            (kind >> 4 == 0 ? first : others)[kind & 0xf] = HuffmanCode.of(counts, symbols);
        }
    }

    private void steps(ByteBuffer segment) throws Unusual {
        while (segment.hasRemaining()) {
            int table = segment.get();
            float[] read = new float[NUMBERS];
            for (int i = 0; i < NUMBERS; i++) {
                read[i] = table >> 4 == 0 ? segment.get() & 0xff : segment.getShort() & 0xffff;
            }
            steps[table & 0xf] = read;
        }
    }

    private void profile(byte[] segment) throws Unusual {
        if (profile.size() + segment.length > LARGEST_PROFILE) {
            throw new Unusual();
        }
        if (begins(segment, PROFILE)) {
            int head = PROFILE.length + 2; // its number and that of all
            profile.write(segment, head, Math.max(0, segment.length - head));
        }
    }

    // Only YCbCr is usual.
    private static void adobe(byte[] segment) throws Unusual {
        if (begins(segment, ADOBE) && segment.length >= 12 && segment[11] != 1) {
            throw new Unusual();
        }
    }

    private static boolean begins(byte[] segment, byte[] with) {
        return Arrays.mismatch(segment, with) == with.length || Arrays.equals(segment, with);
    }

    private void scan(ByteBuffer segment) throws Unusual {
        if (parts.isEmpty() || segment.get() != parts.size()) {
            throw new Unusual();
        }
        for (Part part : parts) {
            boolean named = segment.get() == part.name;
            int codes = segment.get();
            HuffmanCode one = first[codes >> 4];
            HuffmanCode rest = others[codes & 0xf];
            float[] table = steps[part.table];
            if (!named || one == null || rest == null || table == null) {
                throw new Unusual();
            }
            components.add(new Component(part, table, one, rest));
        }
    }
}
