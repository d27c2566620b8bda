package dev.tallyman.ui.intake;

import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.budget.Blocks;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A body on its way to the disk, hashed as it passes and durable at the end. */
public record Incoming(long size, String sha256) {
    /**
     * Writes a body, of which the first block is filled already, to a new file, and closes that.
     *
     * @param first how much of the first block
     */
    public static Incoming write(InputStream body, Blocks blocks, int first, FileChannel file, long limit)
            throws IOException {
        try (FileChannel channel = file;
                var disk = new Disk(channel)) {
            // Held until it is closed, or this process dies: housekeeping removes what nobody
            // holds.
            channel.lock();
            long size = 0;
            for (int n = first; n > 0; n = read(body, blocks)) {
                size += n;
                if (size > limit) {
                    throw tooLarge(limit);
                }
                disk.take(blocks, n);
                blocks.next();
            }
            return new Incoming(size, disk.end());
        }
    }

    /**
     * Writes and hashes one block while the next arrives: each of the three costs about as much as
     * the others.
     */
    private static final class Disk implements AutoCloseable {
        // The disk writes what is there while more arrives, so that the end waits for little.
        private static final long SYNC = 32 << 20;

        private final FileChannel channel;
        private final MessageDigest digest = sha256Digest();
        private final Beside writing = new Beside();
        private final Beside hashing = new Beside();
        private final Beside syncing = new Beside();
        private long unsynced;

        Disk(FileChannel channel) {
            this.channel = channel;
        }

        /** Returns when the block before this one can be used again. */
        void take(Blocks blocks, int length) throws IOException {
            byte[] block = blocks.block();
            if (blocks.isLarge()) {
                writing.run(() -> writeAll(channel, ByteBuffer.wrap(block, 0, length)));
                hashing.run(() -> digest.update(block, 0, length));
            } else {
                writeAll(channel, ByteBuffer.wrap(block, 0, length));
                digest.update(block, 0, length);
            }
            unsynced += length;
            if (unsynced >= SYNC && syncing.isIdle()) {
                unsynced = 0;
                syncing.run(() -> channel.force(false));
            }
        }

        /** The SHA-256 of all that is durable now. */
        String end() throws IOException {
            writing.await();
            hashing.await();
            // An error is told to one sync only: the last one would know nothing of it.
            syncing.await();
            channel.force(true);
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        public void close() {
            writing.close();
            hashing.close();
            syncing.close();
        }
    }

    /** Does one thing at a time beside its owner, who hears with the next one if it failed. */
    private static final class Beside implements AutoCloseable {
        private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

        interface Work {
            void run() throws IOException;
        }

        void run(Work work) throws IOException {
            await();
            last = CompletableFuture.runAsync(
                    () -> {
                        try {
                            work.run();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    Thread::startVirtualThread);
        }

        boolean isIdle() {
            return last.isDone();
        }

        void await() throws IOException {
            try {
                last.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UncheckedIOException io) {
                    throw io.getCause();
                }
                throw e;
            }
        }

        /** Waits only: whoever gives up knows why. */
        @Override
        public void close() {
            last.exceptionally(_ -> null).join();
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Waits until the next block is full, or the body ends. */
    public static int read(InputStream body, Blocks blocks) {
        try {
            return blocks.fill(body);
        } catch (RequestException | HttpException | CloseConnectionException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CloseConnectionException("the client went away", e);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Problem tooLarge(long limit) {
        return new Problem(
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                "The file is too large",
                "Files of up to %d MB are taken in. Split it, or change the limit in the rules."
                        .formatted(limit / 1_000_000));
    }
}
