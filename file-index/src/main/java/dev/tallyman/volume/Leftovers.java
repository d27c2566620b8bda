package dev.tallyman.volume;

import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Unfinished uploads that no living process writes, and all that nobody touched since {@code
 * before}. Whoever writes one holds a lock on it.
 */
record Leftovers(Volume volume, Instant before) {
    /** Between closing an upload and giving it its name nobody holds its lock: only time tells. */
    private static final long FINISHING_MILLIS = 1_000;

    Upkeep.Removed remove() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        long count = 0;
        long bytes = 0;
        try (OpenFolder uploads = volume.openUploads()) {
            List<FilePath> left = new ArrayList<>();
            for (OpenFolder.Entry entry : uploads.list()) {
                if (entry.status().isFile() && isLeft(uploads, entry.name(), failed)) {
                    left.add(entry.name());
                }
            }
            if (!left.isEmpty()) {
                Thread.sleep(FINISHING_MILLIS);
            }
            for (FilePath name : left) {
                long size = isLeft(uploads, name, failed) ? remove(uploads, name, failed) : -1;
                count += size < 0 ? 0 : 1;
                bytes += Math.max(size, 0);
            }
        } catch (IOException e) {
            failed.add("uploads could not be listed: " + e.getMessage());
        }
        return new Upkeep.Removed(count, bytes, failed);
    }

    private boolean isLeft(OpenFolder uploads, FilePath name, List<String> failed) {
        try (OpenFile file = uploads.file(name);
                FileChannel channel = file.channel(StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            boolean goesOn = name.text().endsWith(Part.RESUMABLE);
            // Its date may be the file’s own by now, but nobody can set back when its inode changed.
            long touched = goesOn ? file.changedNanos() : file.facts().mtimeNanos();
            boolean isOld = Instant.EPOCH.plusNanos(touched).isBefore(before);
            return goesOn ? lock != null && isOld : lock != null || isOld;
        } catch (NoSuchFileException | NotAFileException e) {
            return false;
        } catch (IOException e) {
            failed.add("uploads/" + name + " could not be read: " + e.getMessage());
            return false;
        }
    }

    // How large it was; -1 where it is gone, or stays.
    private static long remove(OpenFolder uploads, FilePath name, List<String> failed) {
        try (FoundFile file = FoundFile.at(uploads, name)) {
            return file.delete() ? file.file().facts().size() : -1;
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            failed.add("uploads/" + name + " could not be removed: " + e.getMessage());
            return -1;
        }
    }
}
