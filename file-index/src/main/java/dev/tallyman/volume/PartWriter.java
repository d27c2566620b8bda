package dev.tallyman.volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/**
 * Writes the bytes of an upload, hashes them and syncs them, each beside the others where the blocks are large: each of
 * the three costs about as much as the others.
 */
public final class PartWriter implements AutoCloseable {
    // The disk writes what is there while more arrives, so that the end waits for little.
    private static final long SYNC = 32 << 20;

    private final FileChannel channel;
    private final LongConsumer durable;
    private final MessageDigest digest;
    private final Beside writing = new Beside();
    private final Beside hashing = new Beside();
    private final Beside syncing = new Beside();
    private long size;
    private long unsynced;

    /**
     * @param channel at the place where the bytes go on
     * @param digest of those before
     * @param durable told now and then how many bytes from the beginning are
     */
    public PartWriter(FileChannel channel, MessageDigest digest, LongConsumer durable) throws IOException {
        this.channel = channel;
        this.digest = digest;
        this.durable = durable;
        this.size = channel.position();
    }

    /**
     * Writes one block.
     *
     * @param beside the block may be in use until the next call returns
     */
    public void write(byte[] block, int length, boolean beside) throws IOException {
        if (beside) {
            writing.run(() -> writeAll(channel, ByteBuffer.wrap(block, 0, length)));
            hashing.run(() -> digest.update(block, 0, length));
        } else {
            writing.await();
            hashing.await();
            writeAll(channel, ByteBuffer.wrap(block, 0, length));
            digest.update(block, 0, length);
        }
        long before = size;
        size += length;
        unsynced += length;
        if (unsynced >= SYNC && syncing.isIdle()) {
            unsynced = 0;
            syncing.run(() -> {
                channel.force(false);
                durable.accept(before);
            });
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    public long size() {
        return size;
    }

    /** The hash of all of them so far, which can go on. */
    public MessageDigest digest() throws IOException {
        hashing.await();
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, in hex. */
    public String sha256() throws IOException {
        return HexFormat.of().formatHex(digest().digest());
    }

    /** Everything is in the file. */
    public void settle() throws IOException {
        writing.await();
        hashing.await();
        // An error is told to one sync only: the last one would know nothing of it.
        syncing.await();
    }

    @Override
    public void close() {
        writing.close();
        hashing.close();
        syncing.close();
    }

    /** Does one thing at a time beside its owner, who hears with the next one if it failed. */
    private static final class Beside implements AutoCloseable {
        private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);
        private CompletableFuture<Void> last = NOTHING;

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
}
