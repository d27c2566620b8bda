package dev.tallyman.ui;

import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A body on its way to the disk, hashed as it passes and durable at the end. */
record Incoming(long size, String sha256) {
    private static final int BLOCK = 512 << 10;

    static Incoming write(InputStream body, Path part, long limit) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] block = new byte[BLOCK];
        long size = 0;
        try (FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // Held until it is closed, or this process dies: housekeeping removes what nobody
            // holds.
            channel.lock();
            var syncing = new Syncing(channel);
            for (int n = read(body, block); n > 0; n = read(body, block)) {
                size += n;
                if (size > limit) {
                    throw tooLarge(limit);
                }
                int length = n;
                // Hashing costs as much as copying into the page cache: side by side.
                var hashed =
                        CompletableFuture.runAsync(
                                () -> digest.update(block, 0, length), Thread::startVirtualThread);
                try {
                    writeAll(channel, ByteBuffer.wrap(block, 0, n));
                } finally {
                    hashed.join();
                }
                syncing.at(size);
            }
            syncing.end();
        }
        return new Incoming(size, HexFormat.of().formatHex(digest.digest()));
    }

    /** Lets the disk write what is there while more arrives, so that the end waits for little. */
    private static final class Syncing {
        private static final long STEP = 32 << 20;

        private final FileChannel channel;
        private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        private long synced;

        Syncing(FileChannel channel) {
            this.channel = channel;
        }

        void at(long size) throws IOException {
            if (size - synced >= STEP && last.isDone()) {
                await();
                synced = size;
                last = CompletableFuture.runAsync(this::force, Thread::startVirtualThread);
            }
        }

        void end() throws IOException {
            await();
            channel.force(true);
        }

        private void force() {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // An error is told to one sync only: the last one would know nothing of it.
        private void await() throws IOException {
            try {
                last.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UncheckedIOException io) {
                    throw io.getCause();
                }
                throw e;
            }
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static int read(InputStream body, byte[] block) {
        try {
            return body.readNBytes(block, 0, block.length);
        } catch (RequestException e) {
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

    static Problem tooLarge(long limit) {
        return new Problem(
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                "The file is too large",
                "Files of up to %d MB are taken in. Split it, or change the limit in the rules."
                        .formatted(limit / 1_000_000));
    }
}
