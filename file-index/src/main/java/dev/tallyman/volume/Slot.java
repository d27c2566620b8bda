package dev.tallyman.volume;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proves that a process lives: a file under {@code index/slots/} that it keeps locked. The system
 * frees the lock at death, whatever killed the process. In it each worker notes the file that it
 * reads, so that a death is charged to the file that caused it.
 */
public final class Slot implements AutoCloseable {
    // Notes of 8 bytes for up to 256 workers, then what they have read: file, bytes, since when.
    private static final int NOTES = 256 * Long.BYTES;
    private static final int READ = 3 * Long.BYTES;

    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final String owner;
    // Not a channel: one that writes while its thread is interrupted is closed, and with it goes the lock.
    private final RandomAccessFile file;
    private final FileLock lock;

    private Slot(Path path, String owner, RandomAccessFile file, FileLock lock) {
        this.path = path;
        this.owner = owner;
        this.file = file;
        this.lock = lock;
    }

    /**
     * What a process tells about a file that it is reading.
     *
     * @param worker counted from 0
     * @param bytes read so far
     */
    public record Reading(int worker, long bytes, Instant since) {}

    /** Takes a new slot. */
    public static Slot take(Volume volume) {
        String owner = UUID.randomUUID().toString();
        Path path = volume.slots().resolve(owner);
        // Locked under another name first: nobody may find it unlocked and take this process for
        // dead.
        Path part = volume.slots().resolve(owner + ".new");
        OURS.add(owner);
        try {
            Files.createFile(part);
            RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw");
            FileLock lock = file.getChannel().lock();
            Files.move(part, path);
            return new Slot(path, owner, file, lock);
        } catch (IOException e) {
            OURS.remove(owner);
            throw unusable(e);
        }
    }

    private static IntakeException unusable(IOException e) {
        return IntakeException.of(
                e,
                "The volume is full. Free space, then try again.",
                "The slot files under index/slots cannot be used: " + e.getMessage());
    }

    /** The value that marks claims as this process's. */
    public String owner() {
        return owner;
    }

    /** Notes that a worker, counted from 0, opens a file; 0 for none. */
    public void note(int worker, long file) {
        try {
            write((long) worker * Long.BYTES, file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private synchronized void write(long position, long... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        file.seek(position);
        file.write(bytes.array());
    }

    /** Tells people how far a worker is with a file. Nothing rests on it. */
    public void tell(long file, Reading reading) {
        try {
            write(
                    NOTES + (long) reading.worker() * READ,
                    file,
                    reading.bytes(),
                    reading.since().toEpochMilli());
        } catch (IOException e) {
            System.getLogger(Slot.class.getName()).log(System.Logger.Level.DEBUG, "people see no progress", e);
        }
    }

    /** How far the workers of other processes told that they are, by the files' ids. */
    public static Map<Long, Reading> told(Volume volume) {
        Map<Long, Reading> told = new HashMap<>();
        List<String> others = new ArrayList<>(owners(volume));
        others.removeAll(OURS); // for the reason in alive()
        for (String owner : others) {
            ByteBuffer bytes = read(volume, owner);
            bytes.position(Math.min(NOTES, bytes.limit()));
            for (int worker = 0; bytes.remaining() >= READ; worker++) {
                told.put(bytes.getLong(), new Reading(worker, bytes.getLong(), Instant.ofEpochMilli(bytes.getLong())));
            }
        }
        told.remove(0L);
        return told;
    }

    private static ByteBuffer read(Volume volume, String owner) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(volume.slots().resolve(owner)));
        } catch (NoSuchFileException e) {
            return ByteBuffer.allocate(0);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** True while the process that took the slot lives. */
    public static boolean alive(Volume volume, String owner) {
        if (OURS.contains(owner)) {
            // Opening our own file and closing it again would free our lock: fcntl(2).
            return true;
        }
        try (FileChannel channel = FileChannel.open(
                        volume.slots().resolve(owner),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The files that were open when the process died. */
    public static List<Long> noted(Volume volume, String owner) {
        ByteBuffer bytes = read(volume, owner);
        bytes.limit(Math.min(NOTES, bytes.limit()));
        List<Long> files = new ArrayList<>();
        while (bytes.remaining() >= Long.BYTES) {
            long file = bytes.getLong();
            if (file != 0) {
                files.add(file);
            }
        }
        return files;
    }

    /** All slots there are, of the living and the dead. */
    public static List<String> owners(Volume volume) {
        try (var entries = Files.list(volume.slots())) {
            return entries.filter(Volume::isFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".new"))
                    .toList();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    public static void remove(Volume volume, String owner) {
        try {
            Files.deleteIfExists(volume.slots().resolve(owner));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            lock.release();
            file.close();
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            OURS.remove(owner);
        }
    }
}
