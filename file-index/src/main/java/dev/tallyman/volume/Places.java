package dev.tallyman.volume;

import dev.tallyman.file.StoredFile;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.FileStatus;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The two places of a file's bytes, {@code files/} and {@code trash/}. They are moved from one to
 * the other, so they have one name at any time; nothing is ever moved onto anything.
 */
public final class Places {
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");

    private final Volume volume;
    private final Consumer<Step> steps;

    /**
     * @param steps told of each step when it is done
     */
    public Places(Volume volume, Consumer<Step> steps) {
        this.volume = volume;
        this.steps = steps;
    }

    /** The id that a name in the trash is, or the number of a run; empty for any other name. */
    public static OptionalLong id(String name) {
        return ID.matcher(name).matches() ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
    }

    /** The regular file at a path under {@code files/}; empty for anything else. */
    public Optional<FileStatus> inFiles(FilePath path) throws IOException {
        try {
            return volume.status(path).filter(FileStatus::isFile);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        }
    }

    /** The regular file of this name in the trash; empty for anything else. */
    public Optional<FileStatus> inTrash(FilePath name) throws IOException {
        try (OpenFolder trash = volume.openTrash()) {
            return trash.status(name).filter(FileStatus::isFile);
        }
    }

    /**
     * Moves a file to the trash, under its id; durable on return.
     *
     * @throws NoSuchFileException when there is none
     * @throws NotAFileException when something else lies at its path
     * @throws IntakeException.Replaced when another file lies there
     * @throws FileAlreadyExistsException when something in the trash has this id
     */
    public void toTrash(StoredFile file) throws IOException {
        try (OpenFolder files = volume.openFiles();
                OpenFolder trash = volume.openTrash();
                FoundFile found = FoundFile.at(files, file.path())) {
            if (found.file().facts().inode() != file.inode()) {
                throw IntakeException.Replaced.by("another file");
            }
            found.move(trash, Volume.trashName(file.id()));
        }
    }

    /**
     * Gives a folder under {@code files/} another name, with all that is in it; durable on return.
     *
     * @throws NoSuchFileException when there is none
     * @throws NotDirectoryException when it, or something on the way to its new name, is no folder
     * @throws FileAlreadyExistsException when anything has the new name
     */
    public void moveFolder(FilePath from, FilePath to) throws IOException {
        try (OpenFolder files = volume.openFiles();
                OpenFolder source = files.folderOf(from)) {
            files.folder(from).close();
            try (OpenFolder target = files.createFolderOf(to)) {
                source.moveFolder(from.last(), target, to.last());
            }
        }
        steps.accept(Step.FOLDER_MOVED);
    }

    /** Deletes a file in the trash for good. False where something else has its name there. */
    public boolean deleteFromTrash(long id) throws IOException {
        FilePath name = Volume.trashName(id);
        try (OpenFolder trash = volume.openTrash()) {
            Optional<FileStatus> there = trash.status(name);
            boolean isFile = there.isPresent() && there.get().isFile();
            if (isFile) {
                trash.delete(name);
            }
            return isFile || there.isEmpty();
        }
    }

    /** Makes durable what was deleted from the trash. */
    public void syncTrash() throws IOException {
        try (OpenFolder trash = volume.openTrash()) {
            trash.sync();
        }
    }

    /** Gives a stray in the trash the id of a row of its own. */
    public void number(FilePath stray, long id) throws IOException {
        try (OpenFolder trash = volume.openTrash()) {
            trash.move(stray, trash, Volume.trashName(id));
            steps.accept(Step.STRAY_MOVED);
        }
    }
}
