package dev.tallyman.identification;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one file, read in bounded pieces at any position. It is as long as it was when it
 * was opened: what is cut off later reads as missing, what grows later is not seen.
 */
public final class Content {
    /** How much of the beginning is held; signatures lie in it. */
    public static final int HEAD = 64 * 1024;

    private static final int MOST = 1024 * 1024;

    private final @Nullable FileChannel channel;
    private final byte[] held;
    private final long size;

    private Content(@Nullable FileChannel channel, byte[] held, long size) {
        this.channel = channel;
        this.held = held;
        this.size = size;
    }

    /** The content of an open file; the caller closes the channel afterwards. */
    public static Content of(FileChannel channel) throws IOException {
        long size = channel.size();
        // Files of /proc say 0 and hold something all the same.
        byte[] head = read(channel, 0, size == 0 ? 4096 : (int) Math.min(HEAD, size));
        return new Content(channel, head, size == 0 || head.length < HEAD ? head.length : size);
    }

    /** Content that is in memory already. */
    public static Content of(byte[] bytes) {
        return new Content(null, bytes, bytes.length);
    }

    /** How many bytes there are. */
    public long size() {
        return size;
    }

    /** The first 64 KiB, or all where there are fewer. Shared: not to be changed. */
    byte[] head() {
        return held.length <= HEAD ? held : Arrays.copyOf(held, HEAD);
    }

    /** The last 64 KiB; the beginning itself where there are no more. */
    byte[] tail() throws IOException {
        return size <= HEAD ? head() : read(size - HEAD, HEAD);
    }

    /**
     * The bytes from {@code position} on: {@code length} of them, at most 1 MiB, and fewer where
     * the content ends; none outside of it.
     */
    public byte[] read(long position, int length) throws IOException {
        int wanted = (int) Math.min(Math.min(length, MOST), size - Math.min(position, size));
        if (position < 0 || wanted <= 0) {
            return new byte[0];
        }
        if (position + wanted <= held.length) {
            return Arrays.copyOfRange(held, (int) position, (int) position + wanted);
        }
        return channel == null ? new byte[0] : read(channel, position, wanted);
    }

    private static byte[] read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
            // reads on until it has all
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }
}
