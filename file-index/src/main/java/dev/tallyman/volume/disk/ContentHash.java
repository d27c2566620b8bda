package dev.tallyman.volume.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 of a file that may be large. Holes are not read, but their zeros belong to the hash;
 * a file with more of them than anybody waits for has none, see docs/decisions/0040.
 */
public final class ContentHash {
    /** Their zeros take minutes. */
    private static final long MOST_HOLES = 64L << 30;

    private ContentHash() {}

    /** Told of the progress after each block; what it throws ends the work. */
    public interface Watch<X extends Exception> {
        void at(long bytes) throws IOException, X;
    }

    /**
     * In hex.
     *
     * @param block of the caller's, to read into
     */
    public static <X extends Exception> Optional<String> of(OpenFile file, byte[] block, Watch<X> watch)
            throws IOException, X {
        MessageDigest digest = sha256();
        // No further than the size it had: a file that grows has no end.
        long size = file.facts().size();
        try (FileChannel channel = file.channel();
                Holes holes = file.holes()) {
            if (holes.sum(MOST_HOLES) > MOST_HOLES) {
                return Optional.empty();
            }
            int read;
            for (long at = 0; at < size; at += read) {
                watch.at(at);
                long data = holes.dataFrom(at);
                int length = (int) Math.min(block.length, (data > at ? data : size) - at);
                read = data > at ? zeros(block, length) : read(channel, at, block, length);
                if (read <= 0) {
                    break;
                }
                digest.update(block, 0, read);
            }
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static int zeros(byte[] block, int length) {
        Arrays.fill(block, 0, length, (byte) 0);
        return length;
    }

    private static int read(FileChannel channel, long at, byte[] block, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(block, 0, length), at);
    }

    /** A new one. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
