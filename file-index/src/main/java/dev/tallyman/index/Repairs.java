package dev.tallyman.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * Finds what differs between the volume, as a discovery sees it, and the index; mends it in
 * batches.
 */
final class Repairs {
    private static final int BATCH = 1_000;

    private final Volume volume;
    private final Database database;
    private final InstantSource clock;
    private final ToIntFunction<FilePath> rank;
    private final List<Repair> batch = new ArrayList<>();
    private final List<byte[]> unreadable = new ArrayList<>();
    private long found;
    private long changed;
    private long missing;

    Repairs(Volume volume, Database database, InstantSource clock, ToIntFunction<FilePath> rank) {
        this.volume = volume;
        this.database = database;
        this.clock = clock;
        this.rank = rank;
    }

    /** Below this folder nothing could be seen, so nothing there is missing. */
    void unreadable(FilePath folder) {
        unreadable.add((folder.text() + "/").getBytes(StandardCharsets.UTF_8));
    }

    void found(VolumeWalk.Found file) {
        add(new Repair.New(file.path(), file.status().facts(), arrived(file)));
    }

    /**
     * True when the file is not what the row says. A file that is being read is its reader's
     * business.
     */
    boolean compare(KnownFiles.Known row, VolumeWalk.Found file) {
        DiskFacts facts = file.status().facts();
        boolean same = row.facts().equals(facts) && row.state() != State.MISSING;
        if (same || row.state() == State.CLAIMED) {
            return false;
        }
        add(new Repair.Changed(row.id(), row.path(), facts, arrived(file)));
        return true;
    }

    void absent(KnownFiles.Known row) {
        if (row.state() == State.MISSING
                || row.state() == State.CLAIMED
                || isBelowUnreadable(row.path())) {
            return;
        }
        try {
            // The walk may have passed here before the file came.
            if (volume.status(row.path()).filter(FileStatus::isFile).isPresent()) {
                return;
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // A link or a file stands where a folder of its path was.
        } catch (IOException e) {
            return;
        }
        add(isInTrash(row) ? new Repair.InTrash(row.id()) : new Repair.Missing(row.id()));
    }

    private boolean isInTrash(KnownFiles.Known row) {
        try {
            return volume.trashStatus(row.id()).filter(FileStatus::isFile).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isBelowUnreadable(FilePath path) {
        byte[] bytes = path.bytes();
        for (byte[] folder : unreadable) {
            if (bytes.length > folder.length
                    && Arrays.equals(bytes, 0, folder.length, folder, 0, folder.length)) {
                return true;
            }
        }
        return false;
    }

    // Its inode's last change, which no copy tool sets back.
    private static long arrived(VolumeWalk.Found file) {
        return TimeUnit.NANOSECONDS.toMillis(file.status().changedNanos());
    }

    private void add(Repair repair) {
        batch.add(repair);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        long[] counts =
                database.write(
                        session -> {
                            long[] sums = new long[3];
                            var mending = new Mending(volume, session, rank, clock.instant());
                            for (Repair repair : batch) {
                                int rows = mending.apply(repair);
                                switch (repair) {
                                    case Repair.New _ -> sums[0] += rows;
                                    case Repair.Changed _ -> sums[1] += rows;
                                    case Repair.Missing _ -> sums[2] += rows;
                                    case Repair.InTrash _ -> {}
                                }
                            }
                            return sums;
                        });
        found += counts[0];
        changed += counts[1];
        missing += counts[2];
        batch.clear();
    }

    Discovery.Result result(long same, List<Discovery.Skipped> skipped) {
        return new Discovery.Result(found, changed, missing, same, skipped);
    }
}
