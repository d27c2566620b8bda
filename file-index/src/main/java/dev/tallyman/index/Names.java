package dev.tallyman.index;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Gives files their names under {@code files/} without ever overwriting, and the folders on the
 * way.
 */
final class Names {
    private static final int MAX_NUMBER = 100_000;

    private final Volume volume;

    Names(Volume volume) {
        this.volume = volume;
    }

    /**
     * Gives {@code from} the wanted name, or the next free one beside it; durable on return. The
     * old name may be there still, to be deleted.
     */
    FilePath take(Path from, FilePath wanted, Intake.Taken taken) throws IOException {
        for (int n = 1; n < MAX_NUMBER; n++) {
            FilePath path = n == 1 ? wanted : wanted.numbered(n);
            Path to = volume.file(path);
            try {
                // Whoever links first has the name, whatever the timing.
                createFolders(Volume.parent(to));
                name(from, to);
                Volume.syncFolder(Volume.parent(to));
                return path;
            } catch (FileAlreadyExistsException e) {
                if (taken == Intake.Taken.REFUSE) {
                    throw new IndexException.NameTaken(
                            "There is already a file called "
                                    + wanted
                                    + ". Choose another name, or upload without If-None-Match to get a number.");
                }
            } catch (FileSystemException e) {
                if (String.valueOf(e.getReason()).contains("Not a directory")
                        || isFileAmongFolders(wanted)) {
                    throw new BadPathException(
                            "A part of the folder "
                                    + wanted.folder()
                                    + " is a file; choose another folder.");
                }
                throw e;
            }
        }
        throw new IndexException.NameTaken(
                "100,000 files are called like " + wanted + "; choose another name.");
    }

    private static void name(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!String.valueOf(e.getReason()).contains("Operation not permitted")) {
                throw e;
            }
            // Linux lets nobody link what somebody else has copied onto the volume
            // (fs.protected_hardlinks), but a free name can be taken first and then replaced.
            Files.createFile(to);
            try {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException failed) {
                Files.delete(to);
                throw failed;
            }
        }
    }

    private boolean isFileAmongFolders(FilePath wanted) {
        Path files = volume.files();
        for (Path folder = volume.file(wanted).getParent();
                folder != null && !folder.equals(files);
                folder = folder.getParent()) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    // A folder that is a symbolic link would lead out of the volume.
    private void createFolders(Path folder) throws IOException {
        if (folder.equals(volume.files())) {
            return;
        }
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            createFolders(Volume.parent(folder));
            return;
        }
        createFolders(Volume.parent(folder));
        try {
            Files.createDirectory(folder);
            Volume.syncFolder(Volume.parent(folder));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadPathException(
                        "A part of the folder is not a folder; choose another one.");
            }
        }
    }
}
