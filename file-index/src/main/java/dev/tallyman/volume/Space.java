package dev.tallyman.volume;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a volume.
 *
 * @param free bytes that this user may still write
 * @param total bytes
 * @param freeInodes null where the file system counts none
 */
public record Space(
        long free,
        long total,
        @Nullable Long freeInodes,
        @Nullable Long totalInodes) {
    static Space of(Path root) {
        try {
            FileStore store = Files.getFileStore(root);
            Optional<FileSystem.Inodes> inodes = FileSystem.inodes(root);
            return new Space(
                    store.getUsableSpace(),
                    store.getTotalSpace(),
                    inodes.map(FileSystem.Inodes::free).orElse(null),
                    inodes.map(FileSystem.Inodes::total).orElse(null));
        } catch (IOException e) {
            throw VolumeProof.unusable(root, e);
        }
    }

    /** True when not even an empty file finds room. */
    public boolean isFull() {
        return free == 0 || (freeInodes != null && freeInodes == 0);
    }
}
