package dev.tallyman.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A few preallocated megabytes and inodes that are given up when the volume is full, so that
 * deletes, states and messages can still be written, and taken back when there is room again.
 */
public final class Reserve {
    /** Room for a WAL of a few thousand small transactions. */
    public static final long BYTES = 4 << 20;

    // Opening the index takes two inodes, a run's slot and log two more; and there may be two runs.
    private static final int INODES = 8;
    private static final long COMFORT = 4 * BYTES;
    private static final long COMFORTABLE_INODES = 16 * INODES;

    private final Volume volume;
    private final Path file;
    private final List<Path> all = new ArrayList<>();

    public Reserve(Volume volume) {
        this.volume = volume;
        this.file = volume.index().resolve("reserve");
        all.add(file);
        for (int inode = 2; inode <= INODES; inode++) {
            all.add(volume.index().resolve("reserve." + inode));
        }
    }

    /** Gives the room up; true when there was some to give. */
    public boolean giveUp() {
        boolean given = false;
        for (Path one : all) {
            given |= delete(one);
        }
        return given;
    }

    /**
     * Bytes that nothing but deletes and states may use now: the reserve's size while it is given
     * up.
     */
    public long owed() {
        return Files.exists(file) ? 0 : BYTES;
    }

    /** Takes the room back when there is plenty. Never fails: a full volume is no error here. */
    public void takeBack() {
        if (all.stream().allMatch(Files::exists) || !isComfortable(volume.space())) {
            return;
        }
        try {
            if (!Files.exists(file)) {
                allocate();
            }
            for (Path one : all) {
                if (!Files.exists(one)) {
                    Files.createFile(one);
                }
            }
        } catch (IOException e) {
            System.getLogger(Reserve.class.getName()).log(System.Logger.Level.DEBUG, "taken back another time", e);
        }
    }

    private static boolean isComfortable(Space space) {
        Long inodes = space.freeInodes();
        return space.free() >= COMFORT && (inodes == null || inodes >= COMFORTABLE_INODES);
    }

    private void allocate() throws IOException {
        Path part = volume.index().resolve("reserve.part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(1 << 20);
            for (long at = 0; at < BYTES; at += block.capacity()) {
                block.clear();
                while (block.hasRemaining()) {
                    channel.write(block);
                }
            }
            Files.move(part, file);
        } catch (IOException e) {
            delete(part);
            throw e;
        }
    }

    private static boolean delete(Path one) {
        try {
            return Files.deleteIfExists(one);
        } catch (IOException e) {
            return false;
        }
    }
}
