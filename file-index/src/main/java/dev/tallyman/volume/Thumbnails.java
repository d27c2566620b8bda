package dev.tallyman.volume;

import dev.tallyman.file.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Small pictures under {@code index/thumbs/}, by the SHA-256 of what they show: files with the same bytes share them.
 * All of it may be deleted at any time.
 */
public record Thumbnails(Volume volume) {
    private Path path(String sha256, PictureSize size) {
        return volume.index()
                .resolve("thumbs")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256 + "-" + size.edge() + ".jpg");
    }

    /** The picture, where it was made. */
    public Optional<Path> find(String sha256, PictureSize size) {
        Path path = path(sha256, size);
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /**
     * Puts a picture in its place, whole or not at all.
     *
     * @throws IntakeException.Full where it would take the room that is kept for deletes and states
     */
    public void put(String sha256, PictureSize size, byte[] jpeg) throws IOException {
        if (volume.space().free() < new Reserve(volume).owed() + jpeg.length) {
            throw new IntakeException.Full("The volume is full. Free space, then try again.");
        }
        Path path = path(sha256, size);
        Files.createDirectories(path.getParent());
        Path part = path.resolveSibling(UUID.randomUUID() + ".new");
        try {
            Files.write(part, jpeg);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Deletes the pictures of a content. */
    public void delete(String sha256) throws IOException {
        for (PictureSize size : PictureSize.values()) {
            Files.deleteIfExists(path(sha256, size));
        }
    }
}
