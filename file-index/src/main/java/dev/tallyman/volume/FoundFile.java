package dev.tallyman.volume;

import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * A regular file, opened, with the folder and the name that it was found at: so that it, and
 * nothing that took its name meanwhile, gets another name or none.
 */
public record FoundFile(OpenFolder folder, FilePath name, OpenFile file) implements AutoCloseable {
    private static final int MAX_NUMBER = 1_000;

    /**
     * The file at a path below a folder.
     *
     * @throws NotAFileException when something else lies there
     * @throws LinkedFolderException when a folder on the way is a link
     */
    public static FoundFile at(OpenFolder top, FilePath path) throws IOException {
        OpenFolder folder = top.folderOf(path);
        try {
            return new FoundFile(folder, path.last(), folder.file(path.last()));
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Gives it a second name, durable on return; the only one where the system lets nobody link
     * what another user owns (fs.protected_hardlinks).
     *
     * @throws FileAlreadyExistsException when anything has the name
     */
    public void link(OpenFolder to, FilePath as) throws IOException {
        try {
            to.link(file, as);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!"Operation not permitted".equals(e.getReason())) {
                throw e;
            }
            move(to, as);
        }
    }

    /**
     * Gives it another name, durable on return. A rename goes by the name: what took it in this
     * very moment is put back.
     *
     * @throws FileAlreadyExistsException when anything has the new name
     * @throws IntakeException.Replaced when something else had the old one
     */
    public void move(OpenFolder to, FilePath as) throws IOException {
        folder.move(name, to, as);
        boolean moved = to.status(as).filter(file.status()::isSameAs).isPresent();
        if (!moved) {
            putBack(to, as);
            throw IntakeException.Replaced.by("another file");
        }
    }

    private void putBack(OpenFolder from, FilePath as) throws IOException {
        for (int n = 1; n < MAX_NUMBER; n++) {
            try {
                from.move(as, folder, n == 1 ? name : name.numbered(n));
                return;
            } catch (FileAlreadyExistsException e) {
                // Something has come there too: beside it.
            } catch (NoSuchFileException e) {
                return;
            }
        }
    }

    /** Takes its name away, unless something else has it by now; true when it had it. */
    public boolean delete() throws IOException {
        return folder.status(name).filter(file.status()::isSameAs).isPresent() && folder.delete(name);
    }

    @Override
    public void close() {
        file.close();
        folder.close();
    }
}
