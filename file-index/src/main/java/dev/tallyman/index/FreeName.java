package dev.tallyman.index;

import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Gives files their names under {@code files/} without ever overwriting, and the folders on the
 * way.
 */
final class FreeName {
    private static final int MAX_NUMBER = 100_000;
    private static final int TRIES = 5;

    private final Volume volume;

    FreeName(Volume volume) {
        this.volume = volume;
    }

    /** Gives a file the last name of a path in its folder, {@link FileAlreadyExistsException} where it is taken. */
    interface Naming {
        void as(OpenFolder folder, FilePath path) throws IOException;
    }

    /** Gives a file the wanted name, or the next free one beside it; durable on return. */
    FilePath take(Naming file, FilePath wanted, Intake.Taken taken) throws IOException {
        try (OpenFolder files = volume.openFiles()) {
            return take(file, files, wanted, taken, TRIES);
        }
    }

    static BadPathException noFolder(FilePath wanted) {
        return new BadPathException(
                "A part of the folder " + wanted.folder() + " is a file or a link; choose another folder.");
    }

    private static FilePath take(Naming file, OpenFolder files, FilePath wanted, Intake.Taken taken, int tries)
            throws IOException {
        try {
            return take(file, files, wanted, taken);
        } catch (LinkedFolderException | NotDirectoryException e) {
            throw noFolder(wanted);
        } catch (NoSuchFileException e) {
            // Somebody removed the folder between its making and its use.
            if (tries == 0) {
                throw e;
            }
            return take(file, files, wanted, taken, tries - 1);
        }
    }

    private static FilePath take(Naming file, OpenFolder files, FilePath wanted, Intake.Taken taken)
            throws IOException {
        try (OpenFolder folder = files.createFolderOf(wanted)) {
            for (int n = 1; n < MAX_NUMBER; n++) {
                FilePath path = n == 1 ? wanted : wanted.numbered(n);
                try {
                    // Whoever links first has the name, whatever the timing.
                    file.as(folder, path);
                    return path;
                } catch (FileAlreadyExistsException e) {
                    if (taken == Intake.Taken.REFUSE) {
                        throw new IntakeException.NameTaken("There is already a file called "
                                + wanted
                                + ". Choose another name, or upload without If-None-Match to get a number.");
                    }
                }
            }
        }
        throw new IntakeException.NameTaken("100,000 files are called like " + wanted + "; choose another name.");
    }
}
