package dev.tallyman.description.compound;

import static dev.tallyman.description.reading.Bytes.little;

import dev.tallyman.description.reading.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One stream of a compound file, read where it is asked for; only where its sectors lie is kept. */
final class CompoundStream {
    private static final int FIRST = 1024;

    private final @Nullable Source source;
    private final int sector;
    private final byte @Nullable [] small;
    private int[] places = new int[FIRST];
    private int count;

    /** One that is short enough to be held. */
    CompoundStream(byte[] small) {
        this.source = null;
        this.sector = 1;
        this.small = small;
    }

    /** One whose sectors are added as they follow each other. */
    CompoundStream(Source source, int sector) {
        this.source = source;
        this.sector = sector;
        this.small = null;
    }

    void add(long place) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
        }
        places[count++] = (int) place;
    }

    /** How many bytes there are, those behind its declared end in its last sector too. */
    long size() {
        return small == null ? (long) count * sector : small.length;
    }

    /** The bytes from a position on, fewer where it ends. */
    byte[] at(long position, int length) throws IOException {
        int most = Math.clamp(size() - position, 0, Math.max(0, length));
        if (position < 0 || most == 0) {
            return new byte[0];
        }
        if (small != null || source == null) {
            return Arrays.copyOfRange(Objects.requireNonNull(small), (int) position, (int) position + most);
        }
        byte[] bytes = new byte[most];
        int got = 0;
        while (got < most) {
            long at = position + got;
            int within = (int) (at % sector);
            long place = Integer.toUnsignedLong(places[(int) (at / sector)]);
            byte[] some = source.at((place + 1) * sector + within, Math.min(sector - within, most - got));
            System.arraycopy(some, 0, bytes, got, some.length);
            got += some.length;
            if (some.length == 0) {
                return Arrays.copyOf(bytes, got);
            }
        }
        return bytes;
    }

    /** A number, the least significant byte first; what lies behind the end counts as zero. */
    long number(long position, int length) throws IOException {
        return little(at(position, length), 0, length);
    }
}
