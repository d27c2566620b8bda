package dev.tallyman.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data folder of one intake, proven usable: its six folders exist, are writable, and lie on one
 * local file system.
 */
public final class Volume {
    private static final List<String> FOLDERS =
            List.of("files", "uploads", "trash", "index", "reports", "logs");

    // SQLite's WAL needs shared memory between processes, and claims need sound locks: neither is
    // given on these.
    // https://sqlite.org/wal.html
    private static final Pattern NETWORK =
            Pattern.compile(
                    "nfs\\d?|cifs|smb\\d?|smbfs|9p|afs|ncpfs|ceph|lustre|gfs2?|ocfs2|beegfs|gpfs|pvfs2|davfs|fuse(\\..*)?");
    private static final Set<String> LOCAL_FUSE = Set.of("fuse.fuse-overlayfs");

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
        return new Volume(root).prove();
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
            throw unusable(root, e);
        }
        return new Volume(root).prove();
    }

    private Volume prove() {
        refuseNetwork();
        refuseForeign();
        try {
            for (String folder : FOLDERS) {
                Files.createDirectories(root.resolve(folder));
            }
            Files.createDirectories(backups());
            Files.createDirectories(slots());
            proveOneFileSystem();
        } catch (IOException e) {
            throw unusable(root, e);
        }
        return this;
    }

    private void refuseNetwork() {
        try {
            FileStore store = Files.getFileStore(root);
            String type = store.type();
            if (NETWORK.matcher(type).matches() && !LOCAL_FUSE.contains(type)) {
                throw new IndexException.Unusable(
                        root
                                + " lies on a network file system ("
                                + type
                                + "), where SQLite’s index would be damaged sooner or later. Use a disk of this machine, or on"
                                + " Kubernetes a ReadWriteOnce volume.");
            }
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    private void refuseForeign() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!FOLDERS.contains(name) && !name.equals("lost+found")) {
                    throw new IndexException.Unusable(
                            root
                                    + " holds something that is not Tallyman’s: "
                                    + name
                                    + ". To adopt existing files give an empty data folder, start once, then move them into its"
                                    + " files/ folder: mv "
                                    + root
                                    + "/* NEW/files/");
                }
            }
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    // A hard link is the proof itself: it is how uploads are finished.
    private void proveOneFileSystem() throws IOException {
        String name = ".proof-" + UUID.randomUUID();
        Path probe = uploads().resolve(name);
        Files.createFile(probe);
        try {
            for (Path folder : List.of(files(), trash())) {
                if (!Files.getFileStore(folder).equals(Files.getFileStore(uploads()))) {
                    throw new IndexException.Unusable(
                            folder
                                    + " and "
                                    + uploads()
                                    + " lie on different file systems. Put the whole data folder on one volume.");
                }
            }
            Path link = trash().resolve(name);
            Files.createLink(link, probe);
            Files.delete(link);
        } catch (UnsupportedOperationException e) {
            throw new IndexException.Unusable(
                    "The file system of "
                            + root
                            + " has no hard links. Use ext4, XFS, btrfs or their kind.",
                    e);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static IndexException unusable(Path root, IOException e) {
        if (isFull(e)) {
            return new IndexException.Full(
                    "The volume of " + root + " is full. Free space, then start again.", e);
        }
        String reason =
                e.getMessage() == null || e.getMessage().equals(root.toString())
                        ? e.getClass().getSimpleName()
                        : e.getMessage();
        String cure =
                reason.contains("Read-only file system")
                        ? "It is mounted read-only: mount it read-write."
                        : "Check that it is mounted, and that this user may write there.";
        return new IndexException.Unusable(
                "The data folder " + root + " cannot be used (" + reason + "). " + cure, e);
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

    /** What people put in; nothing else ever writes here. */
    public Path files() {
        return root.resolve("files");
    }

    /** Where {@code path} lies. */
    public Path file(FilePath path) {
        return path.under(files());
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
            throw unusable(root, e);
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
            long free, long total, @Nullable Long freeInodes, @Nullable Long totalInodes) {}

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
            Files.readAttributes(
                    path,
                    java.nio.file.attribute.BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
