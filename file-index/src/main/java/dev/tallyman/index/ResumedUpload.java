package dev.tallyman.index;

import dev.tallyman.index.UnfinishedUpload.Hindered;
import dev.tallyman.index.UnfinishedUpload.Hindrance;
import dev.tallyman.volume.Part;
import dev.tallyman.volume.PartWriter;
import dev.tallyman.volume.disk.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished upload that goes on: its part, opened and locked. The bytes of a sender who went away in the middle
 * count as well, once {@link #keep} has returned; those that were damaged do not, {@link #drop}.
 */
public final class ResumedUpload implements AutoCloseable {
    private static final int BLOCK = 64 << 10;

    private final ResumableUploads uploads;
    private final UnfinishedUpload upload;
    private final Duration patience;
    private final Part part;
    private final PartWriter bytes;
    private final long start;
    private @Nullable Long size;

    private ResumedUpload(
            ResumableUploads uploads, UnfinishedUpload upload, Duration patience, Part part, PartWriter bytes) {
        this.uploads = uploads;
        this.upload = upload;
        this.patience = patience;
        this.part = part;
        this.bytes = bytes;
        this.start = bytes.size();
        this.size = upload.size();
    }

    static ResumedUpload of(
            ResumableUploads uploads, UnfinishedUpload upload, long offset, Duration patience, boolean together)
            throws IOException, Hindered {
        String id = upload.id();
        Part part = Part.open(uploads.volume(), Part.name(id));
        if (part == null) {
            throw new Hindered(Hindrance.BUSY);
        }
        try {
            long there = Math.min(upload.bytes(), part.channel().size());
            if (there < upload.bytes()) {
                // Somebody has cut it off: it goes on where it ends now.
                uploads.note(id, there, null, patience);
            }
            if (offset != there) {
                throw new Hindered(Hindrance.ELSEWHERE);
            }
            // What lies behind was never acknowledged, and a crash may have left anything there.
            part.channel().truncate(there);
            Optional<MessageDigest> known = uploads.hashes().take(id, there);
            MessageDigest digest = known.isPresent() ? known.get() : hash(part.channel(), there);
            LongConsumer durable = together ? _ -> {} : bytes -> uploads.note(id, bytes, null, patience);
            var writer = new PartWriter(part.channel().position(there), digest, durable);
            return new ResumedUpload(uploads, upload, patience, part, writer);
        } catch (IOException | Hindered | RuntimeException e) {
            part.close();
            throw e;
        }
    }

    private static MessageDigest hash(FileChannel channel, long length) throws IOException {
        MessageDigest digest = ContentHash.sha256();
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, Math.max(1, length)));
        for (long at = 0; at < length; at += block.limit()) {
            block.clear().limit((int) Math.min(block.capacity(), length - at));
            int n = channel.read(block, at);
            if (n < 0) {
                throw new IOException("it became shorter while it was read");
            }
            digest.update(block.flip());
        }
        return digest;
    }

    /**
     * Writes one block after the last.
     *
     * @param beside the block may be in use until the next call returns
     */
    public void write(byte[] block, int length, boolean beside) throws IOException {
        bytes.write(block, length, beside);
    }

    /** Its sender knows now how large all of it is. */
    public void declare(long whole) {
        size = whole;
    }

    /** How many bytes are here. */
    public long offset() {
        return bytes.size();
    }

    /** True when all its bytes are here. */
    public boolean isWhole() {
        return size != null && size == bytes.size();
    }

    /** All bytes that were written count, whatever happens, when this returns. */
    public void keep() throws IOException {
        bytes.settle();
        part.channel().force(false);
        uploads.keep(upload.id(), bytes.size(), size, patience);
        uploads.hashes().keep(upload.id(), bytes.size(), bytes.digest());
    }

    /** None of the bytes that were written count. */
    public void drop() throws IOException {
        bytes.settle();
        part.channel().truncate(start);
    }

    /** Makes a file of a whole one; durable together with its row when this returns. */
    public Intake.Received finish() throws IOException {
        bytes.settle();
        // Should there be no place for it now, another try needs no bytes any more.
        uploads.note(upload.id(), bytes.size(), size, patience);
        return uploads.finish(upload, part, bytes.sha256());
    }

    @Override
    public void close() throws IOException {
        try (part) {
            bytes.close();
        } finally {
            uploads.closed(upload.id());
        }
    }
}
