package dev.tallyman.volume;

import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Proves that a data folder can carry an intake, or says why not and what to do. */
final class VolumeProof {
    private static final List<String> FOLDERS = List.of("files", "uploads", "trash", "index", "reports", "logs");

    // SQLite's WAL needs shared memory between processes, and claims need sound locks: neither is
    // given on these.
    // https://sqlite.org/wal.html
    private static final Pattern NETWORK = Pattern.compile(
            "nfs\\d?|cifs|smb\\d?|smbfs|9p|afs|ncpfs|ceph|lustre|gfs2?|ocfs2|beegfs|gpfs|pvfs2|davfs|fuse(\\..*)?");
    private static final Pattern MOUNT_POINT = Pattern.compile("(?:\\S+ ){4}(\\S+) ");
    private static final Set<String> LOCAL_FUSE = Set.of("fuse.fuse-overlayfs");

    private final Volume volume;
    private final Path root;

    VolumeProof(Volume volume) {
        this.volume = volume;
        this.root = volume.root();
    }

    void prove() {
        refuseStrangeSystem();
        refuseNetwork();
        refuseForeign();
        try {
            for (String folder : FOLDERS) {
                Files.createDirectories(root.resolve(folder));
            }
            Files.createDirectories(volume.backups());
            Files.createDirectories(volume.slots());
            proveOneFileSystem();
        } catch (IOException e) {
            throw unusable(root, e);
        }
    }

    /** Throws unless something but the root file system is mounted at the folder or above it. */
    static void proveMounted(Path folder) {
        try {
            if (!isMounted(folder, Files.readAllLines(Path.of("/proc/self/mountinfo")))) {
                throw new IntakeException.Unusable("No volume is mounted at "
                        + folder
                        + ": what is written there would be lost with the container. Mount the"
                        + " claim there, or correct --data.");
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    // The fifth field is where it is mounted, with white space as octal numbers: proc(5).
    static boolean isMounted(Path folder, List<String> mountInfo) {
        return mountInfo.stream()
                .map(line -> MOUNT_POINT.matcher(line))
                .filter(Matcher::lookingAt)
                .map(point -> Path.of(point.group(1)
                        .replace("\\040", " ")
                        .replace("\\011", "\t")
                        .replace("\\134", "\\")))
                .anyMatch(point -> point.getNameCount() > 0 && folder.startsWith(point));
    }

    private static void refuseStrangeSystem() {
        OpenFolder.strangeSystem().ifPresent(system -> {
            throw new IntakeException.Unusable("An intake needs Linux on x86_64 or aarch64, and this is "
                    + system
                    + ". Use the image, or a Linux in a virtual machine.");
        });
    }

    private void refuseNetwork() {
        try {
            FileStore store = Files.getFileStore(root);
            String type = store.type();
            if (NETWORK.matcher(type).matches() && !LOCAL_FUSE.contains(type)) {
                throw new IntakeException.Unusable(root
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
                    throw new IntakeException.Unusable(root
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

    private void proveOneFileSystem() throws IOException {
        try (OpenFolder uploads = volume.openUploads();
                OpenFolder files = volume.openFiles();
                OpenFolder trash = volume.openTrash()) {
            long device = uploads.status().device();
            if (files.status().device() != device || trash.status().device() != device) {
                throw new IntakeException.Unusable("files/, uploads/ and trash/ of "
                        + root
                        + " lie on different file systems. Put the whole data folder on one volume.");
            }
            proveLinks(uploads, trash);
        } catch (LinkedFolderException e) {
            throw new IntakeException.Unusable(
                    "files/, uploads/ or trash/ of "
                            + root
                            + " is a symbolic link, which could lead out of the volume. Put a folder in its place.",
                    e);
        }
    }

    // A hard link is the proof itself: it is how uploads are finished.
    private void proveLinks(OpenFolder uploads, OpenFolder trash) throws IOException {
        FilePath probe = FilePath.of(".proof-" + UUID.randomUUID());
        try (OpenFile file = uploads.create(probe)) {
            trash.link(file, probe);
            trash.delete(probe);
        } catch (IOException e) {
            // No room to prove it: what frees some must start all the same, and what needs some
            // says so itself.
            if (!IntakeException.Full.isBehind(e)) {
                if (hasNoLinks(e)) {
                    throw noLinks(e);
                }
                throw e;
            }
        } finally {
            uploads.delete(probe);
        }
    }

    private static boolean hasNoLinks(IOException e) {
        return e instanceof FileSystemException refused
                && ("Operation not permitted".equals(refused.getReason())
                        || "Operation not supported".equals(refused.getReason()));
    }

    private IntakeException noLinks(IOException e) {
        return new IntakeException.Unusable(
                "The file system of " + root + " has no hard links. Use ext4, XFS, btrfs or their kind.", e);
    }

    static IntakeException unusable(Path root, IOException e) {
        if (e instanceof FileAlreadyExistsException && !Files.isDirectory(root)) {
            return new IntakeException.Unusable(
                    root + " is not a folder. Give --data a folder, or a name that is free.", e);
        }
        String reason = e.getMessage() == null || e.getMessage().equals(root.toString())
                ? e.getClass().getSimpleName()
                : e.getMessage();
        String cure = reason.contains("Read-only file system")
                ? "It is mounted read-only: mount it read-write."
                : "Check that it is mounted, and that this user may write there.";
        return IntakeException.of(
                e,
                "The volume of " + root + " is full. Free space, then start again.",
                "The data folder " + root + " cannot be used (" + reason + "). " + cure);
    }
}
