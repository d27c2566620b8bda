package dev.tallyman.index.repair;

import dev.tallyman.file.State;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Skipped;
import dev.tallyman.volume.VolumeWalk;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between the volume, as a discovery sees it, and the index; mends it in
 * batches.
 */
final class RepairBatches {
    private static final int BATCH = 1_000;

    private final Places places;
    private final Database database;
    private final InstantSource clock;
    private final ToIntFunction<FilePath> rank;
    private final @Nullable Run run;
    private final List<Difference> batch = new ArrayList<>();
    private final List<Long> gone = new ArrayList<>();
    private final List<byte[]> unreadable = new ArrayList<>();
    private long known;
    private long found;
    private long changed;
    private long missing;

    RepairBatches(
            Places places, Database database, InstantSource clock, ToIntFunction<FilePath> rank, @Nullable Run run) {
        this.run = run;
        this.places = places;
        this.database = database;
        this.clock = clock;
        this.rank = rank;
    }

    /** Below this folder nothing could be seen, so nothing there is missing. */
    void unreadable(FilePath folder) {
        unreadable.add((folder.text() + "/").getBytes(StandardCharsets.UTF_8));
    }

    void found(VolumeWalk.Found file) {
        add(new Difference.New(file.path(), file.status().facts(), arrived(file)));
    }

    /**
     * True when the file is not what the row says. A file that is being read is its reader's
     * business.
     */
    boolean compare(KnownFiles.Known row, VolumeWalk.Found file) {
        known++;
        DiskFacts facts = file.status().facts();
        boolean same = row.isAs(file.status()) && row.state() != State.MISSING;
        if (same || row.state() == State.CLAIMED) {
            return false;
        }
        add(new Difference.Changed(row.id(), row.path(), facts, arrived(file)));
        return true;
    }

    void absent(KnownFiles.Known row) {
        if (row.state() == State.MISSING || row.state() == State.CLAIMED || isBelowUnreadable(row.path())) {
            return;
        }
        known++;
        gone.add(row.id());
    }

    /** A name in the trash that is no row's there. */
    void stray(FilePath name) {
        add(new Difference.Stray(name));
    }

    /** A row in the trash that had no bytes when the look at the volume began, nor has any now. */
    void ghost(long id) {
        if (unreadable.isEmpty()) {
            add(new Difference.Ghost(id));
        }
    }

    /** What was absent is missing, where that can be believed. */
    void markMissing(Disappearance disappearance) {
        flush();
        database.read(session -> {
            disappearance.judge(session, known, gone.size(), found);
            return known;
        });
        gone.forEach(id -> add(new Difference.Absent(id)));
        flush();
    }

    private boolean isBelowUnreadable(FilePath path) {
        byte[] bytes = path.bytes();
        for (byte[] folder : unreadable) {
            if (bytes.length > folder.length && Arrays.equals(bytes, 0, folder.length, folder, 0, folder.length)) {
                return true;
            }
        }
        return false;
    }

    // Its inode's last change, which no copy tool sets back.
    private static long arrived(VolumeWalk.Found file) {
        return TimeUnit.NANOSECONDS.toMillis(file.status().changedNanos());
    }

    private void add(Difference repair) {
        batch.add(repair);
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    void flush() {
        if (batch.isEmpty()) {
            return;
        }
        long[] counts = database.write(session -> {
            long[] sums = new long[3];
            var mending = new RowRepair(places, session, rank, clock.instant());
            for (Difference repair : batch) {
                int rows = mending.apply(repair);
                switch (repair) {
                    case Difference.New _ -> sums[0] += rows;
                    case Difference.Changed _ -> sums[1] += rows;
                    case Difference.Absent _ -> sums[2] += rows;
                    case Difference.Stray _, Difference.Ghost _ -> {}
                }
            }
            if (run != null) {
                session.update(
                        "UPDATE run SET found = found + ?, changed = changed + ?, missing = missing + ? WHERE id = ?",
                        sums[0],
                        sums[1],
                        sums[2],
                        run.id());
            }
            return sums;
        });
        found += counts[0];
        changed += counts[1];
        missing += counts[2];
        batch.clear();
    }

    Discovery.Result result(long same, List<Skipped> skipped) {
        return new Discovery.Result(found, changed, missing, same, skipped);
    }
}
