package dev.tallyman.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of one intake, proven usable: its six folders exist, are writable, and lie on one
 * local file system.
 */
public final class Volume {
    private final Path root;

    private Volume(Path root) {
        this.root = root;
    }

    /**
     * Opens the folder that must be there already, with its layout.
     *
     * @throws IndexException.Unusable with the reason and the cure
     */
    public static Volume open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new IndexException.Unusable(
                    "There is no data folder at "
                            + root
                            + ". Check --data, or let “tallyman serve” or “tallyman sweep” create it.");
        }
        return proven(new Volume(root));
    }

    /** Like {@link #open}, and creates the folder where its parent exists. */
    public static Volume create(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Path parent = root.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new IndexException.Unusable(
                    "The parent of the data folder is missing: "
                            + parent
                            + ". Create it or mount the volume there, then start again.");
        }
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectory(root);
            }
        } catch (IOException e) {
            throw VolumeProof.unusable(root, e);
        }
        return proven(new Volume(root));
    }

    /**
     * Like {@link #create}, and refuses a folder that no volume is mounted at: in a container that
     * forgot to mount one it would be lost with it.
     */
    public static Volume mounted(Path folder) {
        VolumeProof.proveMounted(folder.toAbsolutePath().normalize());
        return create(folder);
    }

    private static Volume proven(Volume volume) {
        new VolumeProof(volume).prove();
        return volume;
    }

    /** True when the reason is that no space, inodes or quota are left. */
    public static boolean isFull(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            String message = t.getMessage();
            boolean full =
                    message != null
                            && (message.contains("No space left on device")
                                    || message.contains("Disk quota exceeded"));
            if (full || t instanceof IndexException.Full) {
                return true;
            }
        }
        return false;
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** What people call this intake: its namespace on a cluster, its folder's name elsewhere. */
    public String intake(@Nullable String namespace) {
        return namespace != null
                ? namespace
                : String.valueOf(root.toAbsolutePath().normalize().getFileName());
    }

    /** What people call something in this folder: its path from here. */
    String inside(Path entry) {
        return root.relativize(entry).toString();
    }

    /** What people put in; nothing else ever writes here. */
    public Path files() {
        return root.resolve("files");
    }

    /** Where {@code path} lies. */
    public Path file(FilePath path) {
        return path.under(files());
    }

    /**
     * Where {@code path} lies, for reading: no folder on the way is a link, which could lead out of
     * the volume.
     *
     * @throws NoSuchFileException when one is, or is not there
     */
    public Path found(FilePath path) throws IOException {
        Path file = file(path);
        Path folder = parent(file);
        Path real = files().toRealPath().resolve(files().relativize(folder));
        if (!folder.toRealPath().equals(real.normalize())) {
            throw new NoSuchFileException(path.text(), null, "a folder on the way is a link");
        }
        return file;
    }

    /**
     * How the file at {@code path} begins.
     *
     * @param length of bytes at most
     * @return fewer where the file is shorter; none where it cannot be read, or is not a regular
     *     one any more
     */
    public byte[] first(FilePath path, int length) {
        try {
            Path file = found(path);
            // Opening a pipe would wait for somebody who writes to it.
            if (!isFile(file)) {
                return new byte[0];
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(length);
            }
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Unfinished uploads. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /** A new name for an unfinished upload. */
    public Path newUpload() {
        return uploads().resolve(UUID.randomUUID() + ".part");
    }

    /** Deleted files, each under its id. */
    public Path trash() {
        return root.resolve("trash");
    }

    Path trashed(long id) {
        return trash().resolve(Long.toString(id));
    }

    /** SQLite and what belongs to it. */
    public Path index() {
        return root.resolve("index");
    }

    /** The index itself. */
    public Path database() {
        return index().resolve("tallyman.db");
    }

    /** Nightly copies of the index. */
    public Path backups() {
        return index().resolve("backups");
    }

    /** One locked file for each living process that claims. */
    Path slots() {
        return index().resolve("slots");
    }

    /** Report builds, each under its run's id, and {@code latest}. */
    public Path reports() {
        return root.resolve("reports");
    }

    /** One log per run. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of the run with this id. */
    public Path log(long run) {
        return logs().resolve(run + ".log");
    }

    /** What is left of the volume. */
    public Space space() {
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

    /**
     * What is left of the volume.
     *
     * @param free bytes that this user may still write
     * @param total bytes
     * @param freeInodes null where the file system counts none
     */
    public record Space(
            long free, long total, @Nullable Long freeInodes, @Nullable Long totalInodes) {
        /** True when not even an empty file finds room. */
        boolean isFull() {
            return free == 0 || (freeInodes != null && freeInodes == 0);
        }
    }

    /** Makes the names in a folder durable. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The folder that a file of this volume lies in. */
    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /** A regular file, not what a link points to. */
    static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** True when the name is taken by anything at all, a broken link included. */
    static boolean isTaken(Path path) throws IOException {
        try {
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
