package dev.tallyman.index.repair;

import dev.tallyman.index.database.Database;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.ContentHash;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.OpenFile;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads files again, some every night, and compares their hash with the one they were recorded
 * with: a disk that rots says nothing by itself. Files that changed are a sweep's business.
 */
public final class Fixity {
    private static final int PAGE = 500;
    private static final int BLOCK = 1 << 20;

    private final Volume volume;
    private final Database database;
    private final InstantSource clock;

    public Fixity(Volume volume, Database database, InstantSource clock) {
        this.volume = volume;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a night's check found.
     *
     * @param broken paths of files whose bytes are others than they were
     * @param whole true when the last file has been reached: the next check begins anew
     */
    public record Checked(long files, long bytes, List<FilePath> broken, boolean whole) {}

    // changedNanos: its inode's change time; 0 where it is not recorded
    private record Recorded(long id, FilePath path, DiskFacts facts, String sha256, long changedNanos) {
        boolean isIn(OpenFile file) {
            return file.facts().equals(facts) && (changedNanos == 0 || changedNanos == file.changedNanos());
        }
    }

    /**
     * Goes on where the last check ended, until {@code bytes} are read. A file that does not hold
     * what it held needs people: it is quarantined with the reason.
     */
    public Checked check(long bytes, BooleanSupplier stop) {
        List<FilePath> broken = new ArrayList<>();
        byte[] block = new byte[BLOCK];
        long at = database.read(session -> session.number("SELECT value FROM meta WHERE key = 'fixity'"));
        long files = 0;
        long read = 0;
        boolean whole = false;
        try {
            while (!whole && read < bytes) {
                List<Recorded> page = page(at);
                whole = page.isEmpty();
                for (Recorded file : page) {
                    if (read >= bytes) {
                        break;
                    }
                    if (!holds(file, block, stop)) {
                        broken.add(file.path());
                    }
                    files++;
                    read += file.facts().size();
                    at = file.id();
                }
            }
        } catch (Stopped e) {
            // The next check begins with the file that this one has not finished.
        }
        long next = whole ? 0 : at;
        database.write(session -> session.update("UPDATE meta SET value = ? WHERE key = 'fixity'", next));
        return new Checked(files, read, broken, whole);
    }

    private List<Recorded> page(long after) {
        return database.read(session -> session.list(
                """
                        SELECT id, path, size, mtime_ns, inode, sha256, coalesce(ctime_ns, 0) FROM file
                         WHERE id > ? AND +state = 'classified' AND sha256 IS NOT NULL
                         ORDER BY id LIMIT ?
                        """,
                row -> new Recorded(
                        row.getLong(1),
                        FilePath.of(row.getBytes(2)),
                        new DiskFacts(row.getLong(3), row.getLong(4), row.getLong(5)),
                        HexFormat.of().formatHex(row.getBytes(6)),
                        row.getLong(7)),
                after,
                PAGE));
    }

    // True as well for a file that is not the recorded one any more, or cannot be read now.
    private boolean holds(Recorded file, byte[] block, BooleanSupplier stop) throws Stopped {
        refuse(stop);
        try (OpenFile open = volume.open(file.path())) {
            if (!file.isIn(open)) {
                return true;
            }
            Optional<String> now = ContentHash.of(open, block, _ -> refuse(stop));
            return now.isEmpty()
                    || now.get().equals(file.sha256())
                    || !open.factsNow().equals(file.facts())
                    || !quarantine(file, now.get());
        } catch (IOException e) {
            return true;
        }
    }

    private static void refuse(BooleanSupplier stop) throws Stopped {
        if (stop.getAsBoolean()) {
            throw new Stopped();
        }
    }

    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    // Without a hash, so that a retry reads it all and takes it as it is now.
    private boolean quarantine(Recorded file, String now) {
        String reason =
                "Its bytes are not those that it was recorded with, though its size and time are: the disk may be"
                        + " failing. SHA-256 was "
                        + file.sha256()
                        + ", is "
                        + now
                        + ". Put a good copy in its place, or retry to take it as it is.";
        return database.write(session -> session.update(
                        """
                        UPDATE file SET state = 'quarantined', state_since = ?, sha256 = NULL, error = ?
                         WHERE id = ? AND state = 'classified' AND sha256 = ?
                        """, clock.instant(), reason, file.id(), HexFormat.of().parseHex(file.sha256())))
                == 1;
    }
}
