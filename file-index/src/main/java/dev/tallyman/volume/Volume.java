package dev.tallyman.volume;

import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
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
     * @throws IntakeException.Unusable with the reason and the cure
     */
    public static Volume open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new IntakeException.Unusable("There is no data folder at "
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
            throw new IntakeException.Unusable("The parent of the data folder is missing: "
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

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** What people call this intake: its namespace on a cluster, its folder's name elsewhere. */
    public String intake(@Nullable String namespace) {
        return namespace != null ? namespace : String.valueOf(root.getFileName());
    }

    /** What people call something in this folder: its path from here. */
    String inside(Path entry) {
        return root.relativize(entry).toString();
    }

    /** What people put in; nothing else ever writes here. */
    public Path files() {
        return root.resolve("files");
    }

    /** Where {@code path} lies, for people: to open it, {@link #open(FilePath)}. */
    public Path file(FilePath path) {
        return path.under(files());
    }

    /**
     * The file at a path below {@code files/}, opened: whatever happens to its name from here on.
     *
     * @throws NoSuchFileException when there is none, or a folder on the way is a link
     * @throws NotAFileException when something else lies there
     */
    public OpenFile open(FilePath path) throws IOException {
        try (OpenFolder files = openFiles()) {
            return files.file(path);
        }
    }

    /**
     * The file of a row, opened.
     *
     * @throws NoSuchFileException when there is none, or a folder on the way is a link
     * @throws IntakeException.Replaced when something else lies there
     */
    public OpenFile open(StoredFile file) throws IOException {
        try {
            OpenFile open = open(file.path());
            if (open.facts().inode() == file.inode()) {
                return open;
            }
            open.close();
            throw IntakeException.Replaced.by("another file");
        } catch (NotAFileException e) {
            throw IntakeException.Replaced.by(e.kind());
        }
    }

    /** What lies at a path below {@code files/}; empty where there is nothing. */
    Optional<FileStatus> status(FilePath path) throws IOException {
        try (OpenFolder files = openFiles()) {
            return files.status(path);
        }
    }

    public OpenFolder openFiles() throws IOException {
        return openOwn(files());
    }

    public OpenFolder openUploads() throws IOException {
        return openOwn(uploads());
    }

    public OpenFolder openTrash() throws IOException {
        return openOwn(trash());
    }

    /** One of the volume's own folders, opened over no link. */
    public OpenFolder openOwn(Path own) throws IOException {
        try (OpenFolder folder = OpenFolder.of(root)) {
            return folder.folder(FilePath.of(inside(own)));
        }
    }

    /**
     * How a file begins, in {@code length} bytes at most.
     *
     * @return fewer where the file is shorter; none where it cannot be read, or is not the row's
     */
    public byte[] first(StoredFile file, int length) {
        try (OpenFile open = open(file);
                InputStream in = Channels.newInputStream(open.channel())) {
            return in.readNBytes(length);
        } catch (IOException | IntakeException.Replaced e) {
            return new byte[0];
        }
    }

    /** Unfinished uploads. */
    public Path uploads() {
        return root.resolve("uploads");
    }

    /** Deleted files, each under its id. */
    public Path trash() {
        return root.resolve("trash");
    }

    /** The name of a deleted file in {@code trash/}. */
    public static FilePath trashName(long id) {
        return FilePath.of(Long.toString(id));
    }

    /** SQLite and what belongs to it. */
    public Path index() {
        return root.resolve("index");
    }

    /** The index itself. */
    public Path database() {
        return index().resolve("tallyman.db");
    }

    /** The last good rules of the volume under this folder, for a start while Git's are wrong. */
    public static Path keptRules(Path root) {
        return root.resolve("index").resolve("rules.yaml");
    }

    /** Nightly copies of the index. */
    public Path backups() {
        return index().resolve("backups");
    }

    /** One locked file for each living process that claims. */
    public Path slots() {
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
        return Space.of(root);
    }

    /** A regular file, not what a link points to. */
    public static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** True when anything at all has this name, a broken link included. */
    public boolean isTaken(FilePath path) throws IOException {
        try {
            return status(path).isPresent();
        } catch (NoSuchFileException | NotDirectoryException e) {
            // A link or a file among its folders, which the upload itself will say.
            return false;
        }
    }
}
