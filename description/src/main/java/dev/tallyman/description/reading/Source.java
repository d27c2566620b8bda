package dev.tallyman.description.reading;

import dev.tallyman.identification.Content;
import dev.tallyman.rules.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of the file that is described, within what describing may cost: bytes and time. */
public final class Source {
    private static final int BLOCK = 64 * 1024;
    private static final int KEPT = 4;

    private final Content content;
    private final Rules.Describe limits;
    private final long until;
    private long left;
    private final Map<Long, byte[]> blocks = new LinkedHashMap<>();

    /** What may be read of a content, and for how long, counted from now. */
    public Source(Content content, Rules.Describe limits) {
        this.content = content;
        this.limits = limits;
        this.left = limits.bytes();
        this.until = System.nanoTime() + limits.time().toNanos();
    }

    /** It has cost what it may: what was found so far stands. */
    public static final class Spent extends IOException {
        private static final long serialVersionUID = 1L;

        Spent(String message) {
            super(message);
        }
    }

    /** What describing may cost. */
    public Rules.Describe limits() {
        return limits;
    }

    /** How many bytes there are. */
    public long size() {
        return content.size();
    }

    /** The bytes from a position on, fewer where the content ends. For small pieces that lie near each other. */
    public byte[] at(long position, int length) throws IOException {
        byte[] bytes = new byte[Math.max(0, length)];
        int got = Math.max(0, read(position, bytes, 0, bytes.length));
        return got == bytes.length ? bytes : Arrays.copyOf(bytes, got);
    }

    /** As many of these bytes as there are; negative behind the end. */
    int read(long position, byte[] to, int offset, int length) throws IOException {
        int got = 0;
        while (got < length) {
            int some = copy(position + got, to, offset + got, length - got);
            if (some <= 0) {
                return got == 0 ? -1 : got;
            }
            got += some;
        }
        return got;
    }

    private int copy(long position, byte[] to, int offset, int length) throws IOException {
        if (position < 0 || position >= content.size()) {
            return -1;
        }
        byte[] block = block(position / BLOCK);
        int from = (int) (position % BLOCK);
        int some = Math.min(length, block.length - from);
        if (some <= 0) {
            return -1;
        }
        System.arraycopy(block, from, to, offset, some);
        return some;
    }

    // The last ones are kept: a list at the end of a file is read by turns with what it lists.
    private byte[] block(long number) throws IOException {
        byte[] block = blocks.remove(number);
        if (block == null) {
            block = content.read(number * BLOCK, BLOCK);
            spend(block.length);
        }
        blocks.put(number, block);
        if (blocks.size() > KEPT) {
            blocks.remove(blocks.keySet().iterator().next());
        }
        return block;
    }

    /** To be told of bytes that were unpacked. */
    public void spend(long bytes) throws Spent {
        left -= bytes;
        if (left < 0) {
            throw new Spent("It takes more than %d MB to read it whole.".formatted(limits.bytes() / 1_000_000));
        }
        check();
    }

    /** Ends what takes too long. */
    public void check() throws Spent {
        if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
            throw new Spent("It takes longer than %d s to read it whole.".formatted(seconds(limits.time())));
        }
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.toSeconds());
    }

    public InputStream stream() {
        return stream(0, content.size());
    }

    /** A part of it as a stream. */
    public InputStream stream(long from, long length) {
        return new Part(from, Math.min(content.size(), from + length));
    }

    private final class Part extends InputStream {
        private final long end;
        private long position;
        private long marked;

        Part(long from, long end) {
            this.position = from;
            this.marked = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte @Nullable [] to, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position >= end || to == null) {
                return -1;
            }
            int some = copy(position, to, offset, (int) Math.min(length, end - position));
            position += Math.max(0, some);
            return some;
        }

        @Override
        public long skip(long bytes) {
            long some = Math.clamp(bytes, 0, end - position);
            position += some;
            return some;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - position);
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public synchronized void mark(int limit) {
            marked = position;
        }

        @Override
        public synchronized void reset() {
            position = marked;
        }
    }
}
