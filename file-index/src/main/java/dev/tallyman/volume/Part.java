package dev.tallyman.volume;

import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an unfinished upload in {@code uploads/}: opened once and never looked for by name again, so that what
 * somebody puts in its place is not taken for it. Locked while it is open: housekeeping removes what nobody holds.
 */
public record Part(FoundFile file, FileChannel channel) implements AutoCloseable {
    /** Ends the names of those that may be left alone for long, and go on. */
    static final String RESUMABLE = ".upload";

    /** A new name for one that is done in one go. */
    public static FilePath newName() {
        return FilePath.of(UUID.randomUUID() + ".part");
    }

    /** The name of one that can be interrupted. */
    public static FilePath name(String id) {
        return FilePath.of(id + RESUMABLE);
    }

    /** A new one, empty. */
    public static Part create(Volume volume, FilePath name) throws IOException {
        OpenFolder uploads = volume.openUploads();
        try {
            OpenFile file = uploads.create(name);
            var found = new FoundFile(uploads, name, file);
            try {
                FileChannel channel = file.channel(StandardOpenOption.READ, StandardOpenOption.WRITE);
                // Held until it is closed, or this process dies.
                channel.lock();
                return new Part(found, channel);
            } catch (IOException e) {
                uploads.delete(name);
                file.close();
                throw e;
            }
        } catch (IOException e) {
            uploads.close();
            throw e;
        }
    }

    /**
     * One that is there; null while another process holds it. In this process nobody may: whoever closes a file loses
     * the locks of all who have it open, fcntl(2).
     */
    public static @Nullable Part open(Volume volume, FilePath name) throws IOException {
        try (OpenFolder uploads = volume.openUploads()) {
            FoundFile found = FoundFile.at(uploads, name);
            try {
                FileChannel channel = found.file().channel(StandardOpenOption.READ, StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    return new Part(found, channel);
                }
                channel.close();
                found.close();
                return null;
            } catch (IOException e) {
                found.close();
                throw e;
            }
        }
    }

    /** Takes its name away, unless something else has it by now. */
    public void remove() throws IOException {
        file.delete();
    }

    @Override
    public void close() throws IOException {
        try (FoundFile _ = file) {
            channel.close();
        }
    }
}
