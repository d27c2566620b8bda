package dev.tallyman.index.repair;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.runs.Requests;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Skipped;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.VolumeWalk;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares the volume with the index: an ordered merge of two streams, folder by folder, on (path,
 * size, mtime_ns, inode). It never asks what is newer than the last run, so nothing is ever missed,
 * and it repairs what a crash left between bytes and row. One process at a time.
 */
public final class Discovery {
    private final Volume volume;
    private final Places places;
    private final Database database;
    private final InstantSource clock;
    private final @Nullable Run run;
    private Disappearance disappearance;

    public Discovery(Volume volume, Places places, Database database, InstantSource clock, @Nullable Run run) {
        this.volume = volume;
        this.places = places;
        this.database = database;
        this.clock = clock;
        this.run = run;
        this.disappearance = new Disappearance(volume.files(), 0);
    }

    /**
     * Lets it believe that so many files are gone. Otherwise it refuses when more than half and
     * more than 100 of them are, or when any is and {@code files/} is another folder.
     */
    public Discovery accepting(long missing) {
        disappearance = new Disappearance(volume.files(), missing);
        return this;
    }

    /**
     * What it found.
     *
     * @param found new on the volume
     * @param same as the index knows them
     * @param skipped what was not a file, by kind
     */
    public record Result(long found, long changed, long missing, long same, List<Skipped> skipped) {}

    /**
     * Looks at all of the volume.
     *
     * @param rank the rules' priority of a path
     * @param seen asked with the number of files so far; false stops it early
     * @return empty when another process is at it
     * @throws IntakeException.Unusable when so many files are gone that it cannot be meant; none of
     *     them is marked
     */
    public Optional<Result> run(ToIntFunction<FilePath> rank, LongPredicate seen) {
        try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return Optional.empty();
            }
            return Optional.of(merge(rank, seen));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * True while another process discovers. Not to be asked by one that does: closing the lock file
     * would free its own lock, see fcntl(2).
     */
    public boolean isRunning() {
        try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** True when somebody asked to look at the volume since the last whole discovery began. */
    public boolean isWanted() {
        return database.read(Requests::unlooked);
    }

    private Path lockFile() {
        return volume.index().resolve("discovery.lock");
    }

    private static IntakeException unusable(IOException e) {
        return IntakeException.of(
                e,
                "The volume is full. Free space, then try again.",
                e instanceof NoSuchFileException
                        ? "The folder files/ is gone. Nothing was marked. Put it back and sweep again."
                        : "The volume cannot be read: " + e.getMessage());
    }

    private Result merge(ToIntFunction<FilePath> rank, LongPredicate seen) throws IOException {
        long looks = database.read(Requests::looks);
        RepairBatches repairs = new RepairBatches(places, database, clock, rank, run);
        // First: a row whose bytes lie there is not missing, and its path is free.
        TrashComparison trash = TrashComparison.of(volume, database);
        trash.strays().forEach(repairs::stray);
        repairs.flush();
        KnownFiles rows = new KnownFiles(database);
        long[] same = {0};
        long[] count = {0};
        boolean whole;
        List<Skipped> skipped;
        try (OpenFolder files = volume.openFiles()) {
            VolumeWalk walk = new VolumeWalk(files);
            whole = walk.walk(
                    file -> {
                        KnownFiles.Known row = rows.peek();
                        while (row != null && row.path().compareTo(file.path()) < 0) {
                            repairs.absent(row);
                            rows.next();
                            row = rows.peek();
                        }
                        if (row == null || !row.path().equals(file.path())) {
                            repairs.found(file);
                        } else {
                            same[0] += repairs.compare(row, file) ? 0 : 1;
                            rows.next();
                        }
                        return seen.test(++count[0]);
                    },
                    repairs::unreadable);
            skipped = walk.skipped();
        }
        for (KnownFiles.Known row = rows.peek(); whole && row != null; row = rows.peek()) {
            repairs.absent(row);
            rows.next();
        }
        if (whole) {
            repairs.markMissing(disappearance);
            // Last: what was on its way back when this began has been met.
            trash.ghosts().forEach(repairs::ghost);
        }
        repairs.flush();
        if (whole) {
            database.write(session -> {
                disappearance.remember(session);
                Requests.looked(session, looks);
                Relocation.forget(session, clock.instant());
                return looks;
            });
        }
        return repairs.result(same[0], skipped);
    }
}
