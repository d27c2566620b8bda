package dev.tallyman.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A few preallocated megabytes that are given up when the volume is full, so that deletes, states
 * and messages can still be written, and taken back when there is space again.
 */
public final class Reserve {
    /** Room for a WAL of a few thousand small transactions. */
    public static final long BYTES = 4 << 20;

    private static final long COMFORT = 4 * BYTES;

    private final Volume volume;
    private final Path file;

    Reserve(Volume volume) {
        this.volume = volume;
        this.file = volume.index().resolve("reserve");
    }

    /** Gives the space up; true when there was some to give. */
    boolean giveUp() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Bytes that nothing but deletes and states may use now: the reserve's size while it is given
     * up.
     */
    public long owed() {
        return Files.exists(file) ? 0 : BYTES;
    }

    /** Takes the space back when there is plenty. Never fails: a full volume is no error here. */
    public void takeBack() {
        if (Files.exists(file) || volume.space().free() < COMFORT) {
            return;
        }
        Path part = volume.index().resolve("reserve.part");
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < BYTES; at += block.capacity()) {
                block.clear();
                while (block.hasRemaining()) {
                    channel.write(block);
                }
            }
            Files.move(part, file);
        } catch (IOException e) {
            deleteQuietly(part);
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The next try truncates it.
        }
    }
}
