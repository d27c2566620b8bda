package dev.tallyman.volume.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A folder that was opened, and the way to everything below it: from here to a name, over no link,
 * with the raw bytes of the name. It stays the same folder when somebody moves it or puts another
 * in its place.
 */
public final class OpenFolder implements AutoCloseable {
    private static final byte[] ITSELF = {'.'};
    private final int open;

    private OpenFolder(int open) {
        this.open = open;
    }

    /** The system that this runs on, where folders cannot be opened on it. */
    public static Optional<String> strangeSystem() {
        return SystemCalls.areKnown() ? Optional.empty() : Optional.of(SystemCalls.system());
    }

    /** A folder that people named: links on the way to it are theirs. */
    public static OpenFolder of(Path folder) throws IOException {
        byte[] path = Percent.decode(folder.toUri().getRawPath());
        return new OpenFolder(SystemError.check(SystemCalls.openFolder(path), path));
    }

    /** A folder below this one. */
    public OpenFolder folder(FilePath path) throws IOException {
        return new OpenFolder(Lookup.inside(open, path.bytes(), SystemCalls.NAME_ONLY, true));
    }

    /** The folder below this one that a path lies in; this one itself for a name alone. */
    public OpenFolder folderOf(FilePath path) throws IOException {
        Optional<FilePath> parent = path.parent();
        return parent.isPresent() ? folder(parent.get()) : again();
    }

    private OpenFolder again() throws IOException {
        return new OpenFolder(Lookup.next(open, ITSELF, SystemCalls.NAME_ONLY, true));
    }

    /** Like {@link #folderOf}, and makes what is missing of it; durable on return. */
    public OpenFolder createFolderOf(FilePath path) throws IOException {
        Optional<FilePath> parent = path.parent();
        return parent.isPresent() ? createFolder(parent.get()) : again();
    }

    /** Like {@link #folder}, and makes what is missing of it; durable on return. */
    OpenFolder createFolder(FilePath path) throws IOException {
        try {
            return folder(path);
        } catch (LinkedFolderException e) {
            throw e;
        } catch (NoSuchFileException e) {
            return createEach(path.bytes());
        }
    }

    private OpenFolder createEach(byte[] path) throws IOException {
        OpenFolder at = again();
        for (int from = 0; from <= path.length; ) {
            int to = Lookup.end(path, from);
            byte[] name = Arrays.copyOfRange(path, from, to);
            try (OpenFolder parent = at) {
                at = parent.createOne(name);
            }
            from = to + 1;
        }
        return at;
    }

    private OpenFolder createOne(byte[] name) throws IOException {
        int made = SystemCalls.makeFolder(open, name);
        if (made != -SystemCalls.EEXIST) {
            SystemError.check(made, name);
            sync();
        }
        return new OpenFolder(Lookup.next(open, name, SystemCalls.NAME_ONLY, true));
    }

    /**
     * A regular file below this folder.
     *
     * @throws NotAFileException when something else has its name
     * @throws LinkedFolderException when a folder on the way is a link
     */
    public OpenFile file(FilePath path) throws IOException {
        byte[] bytes = path.bytes();
        return OpenFile.of(Lookup.inside(open, bytes, SystemCalls.NAME_ONLY, false), bytes);
    }

    /** A new, empty file in this folder, for writing. */
    public OpenFile create(FilePath name) throws IOException {
        byte[] bytes = name.bytes();
        int flags = SystemCalls.CREATE_NEW | SystemCalls.WRITE;
        return OpenFile.of(SystemError.check(SystemCalls.open(open, bytes, flags), bytes), bytes);
    }

    /** What this folder is itself. */
    public FileStatus status() throws IOException {
        return FileStatus.of(open);
    }

    /** What lies at a path below this folder; empty where there is nothing. */
    public Optional<FileStatus> status(FilePath path) throws IOException {
        byte[] bytes = path.bytes();
        if (Lookup.end(bytes, 0) == bytes.length) {
            return FileStatus.at(open, bytes);
        }
        int found;
        try {
            found = Lookup.inside(open, bytes, SystemCalls.NAME_ONLY, false);
        } catch (LinkedFolderException e) {
            throw e;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileStatus.of(found));
        } finally {
            SystemCalls.close(found);
        }
    }

    /** One name in a folder and what has it. */
    public record Entry(FilePath name, FileStatus status) {}

    /** What is in this folder, in no order; what vanishes meanwhile is left out. */
    public List<Entry> list() throws IOException {
        return FolderEntries.of(Lookup.next(open, ITSELF, SystemCalls.READ, true));
    }

    /** What is in a folder below this one. */
    public List<Entry> list(FilePath folder) throws IOException {
        return FolderEntries.of(Lookup.inside(open, folder.bytes(), SystemCalls.READ, true));
    }

    /**
     * Gives an open file a name in this folder, durable on return.
     *
     * @throws FileAlreadyExistsException when anything has it
     */
    public void link(OpenFile file, FilePath name) throws IOException {
        byte[] from = file.reference().getBytes(StandardCharsets.US_ASCII);
        SystemError.check(SystemCalls.link(from, open, name.bytes()), name.bytes());
        sync();
    }

    /**
     * Gives what has this name another one, durable on return.
     *
     * @throws FileAlreadyExistsException when anything has the new one
     */
    public void move(FilePath name, OpenFolder to, FilePath as) throws IOException {
        int moved = SystemCalls.rename(open, name.bytes(), to.open, as.bytes(), false);
        if (moved == -SystemCalls.EINVAL || moved == -SystemCalls.ENOSYS) {
            // A file system that cannot refuse to replace. Nobody minds an empty file replaced.
            to.create(as).close();
            moved = SystemCalls.rename(open, name.bytes(), to.open, as.bytes(), true);
            if (moved < 0) {
                to.delete(as);
            }
        }
        SystemError.check(moved, name.bytes());
        to.sync();
    }

    /**
     * The same for a folder, with all that is in it.
     *
     * @throws FileAlreadyExistsException when anything but an empty folder has the new name
     */
    public void moveFolder(FilePath name, OpenFolder to, FilePath as) throws IOException {
        // An empty one holds nothing that anybody could lose, and no list shows it.
        SystemCalls.delete(to.open, as.bytes(), true);
        int moved = SystemCalls.rename(open, name.bytes(), to.open, as.bytes(), false);
        if (moved == -SystemCalls.EINVAL || moved == -SystemCalls.ENOSYS) {
            // A file system that cannot refuse to replace. Nobody minds an empty folder replaced.
            SystemError.check(SystemCalls.makeFolder(to.open, as.bytes()), as.bytes());
            moved = SystemCalls.rename(open, name.bytes(), to.open, as.bytes(), true);
        }
        SystemError.check(moved, name.bytes());
        to.sync();
        sync();
    }

    /** Deletes what has this name, unless it is a folder; false when nothing has. */
    public boolean delete(FilePath name) throws IOException {
        int deleted = SystemCalls.delete(open, name.bytes(), false);
        if (deleted == -SystemCalls.ENOENT) {
            return false;
        }
        SystemError.check(deleted, name.bytes());
        return true;
    }

    /** Makes the names in this folder durable. */
    public void sync() throws IOException {
        // Through Java, which lets other virtual threads go on while this one waits for the disk.
        sync(Path.of("/proc/self/fd/" + open));
    }

    /** Makes the names in a folder durable. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        SystemCalls.close(open);
    }
}
