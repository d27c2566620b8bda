package dev.tallyman.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The index of one intake: opens, proves and migrates the SQLite file, and hands out what works on
 * it. Safe for many threads and many processes on one machine. An open index holds a shared lock,
 * so that nothing restores under it.
 */
public final class Index implements AutoCloseable {
    private final Volume volume;
    private final InstantSource clock;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final Reserve reserve;
    private final Database database;
    private final Consumer<Step> steps;
    private final Places places;

    private Index(Volume volume, InstantSource clock, Consumer<Step> steps, FileChannel lockFile, FileLock lock)
            throws SQLException, IOException {
        this.volume = volume;
        this.clock = clock;
        this.steps = steps;
        this.places = new Places(volume, steps);
        this.lockFile = lockFile;
        this.lock = lock;
        this.reserve = new Reserve(volume);
        prepare();
        this.database = new Database(volume, reserve);
        reserve.takeBack();
    }

    /**
     * Opens the index of the volume; a volume without one gets a new, empty one.
     *
     * @throws IndexException.Unusable damaged, of a newer version, or being restored
     * @throws IndexException.Full no room even for opening it
     */
    public static Index open(Volume volume, InstantSource clock) {
        return open(volume, clock, _ -> {});
    }

    /**
     * Like {@link #open(Volume, InstantSource)}, and tells of each {@link Step} when it is done.
     */
    static Index open(Volume volume, InstantSource clock, Consumer<Step> steps) {
        FileChannel channel = null;
        try {
            channel = lockFile(volume);
            FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
            if (lock == null) {
                throw new IndexException.Unusable("The index is being restored. Wait for “tallyman restore” to end.");
            }
            Index index = new Index(volume, clock, steps, channel, lock);
            channel = null;
            return index;
        } catch (SQLException e) {
            throw volume.space().isFull() ? full(e) : Database.translate(e);
        } catch (IOException e) {
            if (Volume.isFull(e)) {
                throw full(e);
            }
            throw new IndexException.Unusable("The index cannot be opened: " + e.getMessage(), e);
        } finally {
            closeQuietly(channel);
        }
    }

    private static IndexException full(Exception e) {
        return new IndexException.Full("The volume is full. Free space or inodes, then start again.", e);
    }

    // On a full volume even the WAL's shared memory file finds no room.
    private void prepare() throws SQLException, IOException {
        try {
            Schema.prepare(volume);
        } catch (SQLException e) {
            if (!isForSpace(e) || !reserve.giveUp()) {
                throw e;
            }
            Schema.prepare(volume);
        }
    }

    // A file beside the index that finds no inode is told as one that cannot be opened.
    private boolean isForSpace(SQLException e) {
        return Database.isFull(e)
                || ((e.getErrorCode() & 0xff) == Database.CANNOT_OPEN
                        && volume.space().isFull());
    }

    static FileChannel lockFile(Volume volume) throws IOException {
        Path path = volume.index().resolve("lock");
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            System.getLogger(Index.class.getName()).log(System.Logger.Level.DEBUG, "while closing", e);
        }
    }

    /**
     * Throws {@link IndexException.Unusable} when the index was removed, or another put in its
     * place: what is written now would be lost. Everything that reads or writes asks this by
     * itself.
     */
    public void prove() {
        database.prove();
    }

    /** True when another index has been put in its place. */
    public boolean isReplaced() {
        return database.isReplaced();
    }

    /**
     * Where another index has been put in its place, which only a new process will use: sets aside
     * what that one would take for its own.
     */
    public void giveWay() {
        database.giveWay();
    }

    /** The volume that this is the index of. */
    public Volume volume() {
        return volume;
    }

    /** The space kept for a full volume. */
    public Reserve reserve() {
        return reserve;
    }

    /** Receives uploads. */
    public Intake intake() {
        return new Intake(volume, places, database, clock, steps);
    }

    /** Deletes, restores and purges. */
    public Trash trash() {
        return new Trash(volume, places, database, clock, steps);
    }

    /** Finds and lists files and totals. */
    public Catalog catalog() {
        return new Catalog(database);
    }

    /** The history of runs and the requests for new ones. */
    public Runs runs() {
        return new Runs(volume, database, clock);
    }

    /** The history of runs in numbers. */
    public RunHistory history() {
        return new RunHistory(database);
    }

    /** The files that wait, for sweeps. */
    public Queue queue() {
        return new Queue(volume, places, database, clock, runs());
    }

    /** Compares the volume with the index. */
    public Discovery discovery() {
        return new Discovery(volume, places, database, clock, null);
    }

    /** The same, and what it finds is added to the counts of a run. */
    public Discovery discovery(Run run) {
        return new Discovery(volume, places, database, clock, run);
    }

    /** The runs as Jobs of a cluster. */
    public JobRuns jobRuns() {
        return new JobRuns(volume, database, clock);
    }

    /** Which file is to blame for the end of a run. */
    public Blame blame() {
        return new Blame(database, clock);
    }

    /** The schedules that people paused. */
    public Pauses pauses() {
        return new Pauses(database);
    }

    /** Reads what a report needs, all of it from one state of the index. */
    public <T> T report(ReportData.Reading<T> reading) throws IOException {
        return ReportData.read(database, clock, reading);
    }

    /** Proves that files still hold what they held. */
    public Fixity fixity() {
        return new Fixity(volume, database, clock);
    }

    /** Notices what other processes do. The caller closes it. */
    public Changes changes() {
        return new Changes(volume);
    }

    /**
     * Bytes on the disk.
     *
     * @param log the write-ahead log: what was written lately
     */
    public record Sizes(long index, long log) {}

    /** Queries of this process: how many run, how many wait for their turn, how many may run. */
    public record Queries(int running, int waiting, int most) {}

    /** What reads the index at present. */
    public Queries queries() {
        return database.readers.queries();
    }

    /**
     * For a server: whatever waits or reads for longer from now on ends with {@link
     * IndexException.TimedOut}, so that a few slow queries do not keep everybody from reading.
     */
    public void endQueriesAfter(Duration time) {
        database.readers.endAfter(time);
    }

    /** How much the index takes of the volume now. */
    public Sizes sizes() {
        try {
            return new Sizes(Files.size(volume.database()), database.logBytes());
        } catch (IOException e) {
            throw new IndexException.Unusable("The index’s size cannot be read: " + e.getMessage(), e);
        }
    }

    /** For quiet times: gives back what the write-ahead log took of the volume under load. */
    public void rest() {
        database.rest();
    }

    /** Checks every page of the index, {@link IndexException.Unusable} when one is damaged. */
    void proveWhole() {
        String found = database.read(session -> session.one("PRAGMA integrity_check(1)", row -> row.getString(1))
                .orElse("no answer"));
        if (!found.equals("ok")) {
            throw Database.damaged(found, new IOException(found));
        }
    }

    /** A consistent copy, while others go on working. */
    void copyTo(Path file) {
        database.copyTo(file);
    }

    @Override
    public void close() {
        database.close();
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new IndexException.Unusable("The index’s lock cannot be released: " + e.getMessage(), e);
        }
    }
}
