package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Nightly copies of the index, and the way back from one. */
public final class Backups {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Volume volume;
    private final InstantSource clock;
    private final Consumer<Step> steps;

    public Backups(Volume volume, InstantSource clock) {
        this(volume, clock, _ -> {});
    }

    /** Like {@link #Backups(Volume, InstantSource)}, and tells of each step when it is done. */
    public Backups(Volume volume, InstantSource clock, Consumer<Step> steps) {
        this.volume = volume;
        this.clock = clock;
        this.steps = steps;
    }

    /** One backup, newest first in lists. */
    public record Backup(Path file, long bytes, Instant made) {
        /** What {@code tallyman restore} takes. */
        public String name() {
            return String.valueOf(file.getFileName());
        }
    }

    /** What a restore did. {@code damaged} is where the index that was there lies now. */
    public record Restored(Backup from, Path damaged) {}

    /**
     * Copies the index after proving it whole: a damaged one never pushes out a good backup.
     *
     * @param keep how many stay, the new one included
     */
    public Backup make(Database database, int keep) {
        Path part = volume.index().resolve("backup.part");
        try {
            Files.deleteIfExists(part);
            database.proveWhole();
            database.copyTo(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Path file = volume.backups().resolve("tallyman-" + STAMP.format(clock.instant()) + ".db");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            OpenFolder.sync(volume.backups());
            List<Backup> all = list();
            for (Backup old : all.subList(Math.min(keep, all.size()), all.size())) {
                Files.delete(old.file());
            }
            return all.getFirst();
        } catch (IOException e) {
            deleteQuietly(part);
            throw failed("made", e);
        } catch (IntakeException e) {
            deleteQuietly(part);
            throw e;
        }
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The next backup begins by deleting it.
        }
    }

    /** All there are, newest first. */
    public List<Backup> list() {
        try (Stream<Path> files = Files.list(volume.backups())) {
            return files.filter(file -> file.toString().endsWith(".db") && Volume.isFile(file))
                    .sorted(Comparator.comparing((Path file) -> String.valueOf(file.getFileName()))
                            .reversed())
                    .map(Backups::backup)
                    .toList();
        } catch (IOException e) {
            throw failed("listed", e);
        }
    }

    private static Backup backup(Path file) {
        try {
            return new Backup(
                    file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /**
     * Puts a backup in the index's place, while no program uses the index. The next discovery
     * brings it in line with the volume: what came after the backup is found again, what was
     * deleted after it is taken up in the trash.
     *
     * @param name of a backup in the list, or a path
     */
    public Restored restore(String name) {
        Backup backup = list().stream()
                .filter(one -> one.name().equals(name)
                        || one.file().equals(Path.of(name).toAbsolutePath()))
                .findFirst()
                .orElseThrow(() -> new IntakeException.NotFound(
                        "There is no backup called " + name + ". “tallyman restore --data DIR” lists them."));
        try (IndexLock _ = IndexLock.alone(volume)
                .orElseThrow(() -> new IntakeException.Unusable(
                        "Other programs use the index. Stop “tallyman serve” and every sweep, then restore."))) {
            prove(backup);
            return new Restored(backup, swap(backup));
        } catch (IOException e) {
            throw failed("restored", e);
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }

    private static void prove(Backup backup) throws SQLException, IOException {
        Schema.proveWhole(backup.file());
        try (Session session = Session.connectToUnchanging(backup.file())) {
            String found = session.one("PRAGMA integrity_check(1)", row -> row.getString(1))
                    .orElse("no answer");
            if (!found.equals("ok")) {
                throw new IntakeException.Unusable("This backup is damaged itself (" + found + "). Take an older one.");
            }
        }
    }

    private Path swap(Backup backup) throws IOException, SQLException {
        Path part = volume.index().resolve("restore.part");
        Files.copy(backup.file(), part, StandardCopyOption.REPLACE_EXISTING);
        try (Session session = Session.connect(part)) {
            session.execute("PRAGMA journal_mode = WAL");
            Restores.prepare(session, volume, clock.instant());
        }
        steps.accept(Step.BACKUP_COPIED);
        Path damaged = volume.index().resolve("tallyman.db.damaged-" + STAMP.format(clock.instant()));
        for (String suffix : List.of("-wal", "-shm", "")) {
            Path old = Path.of(volume.database() + suffix);
            if (Files.exists(old)) {
                Files.move(old, Path.of(damaged + suffix));
            }
        }
        steps.accept(Step.INDEX_SET_ASIDE);
        Files.move(part, volume.database(), StandardCopyOption.ATOMIC_MOVE);
        OpenFolder.sync(volume.index());
        return damaged;
    }

    private static IntakeException failed(String what, IOException e) {
        return IntakeException.of(
                e,
                "The volume is full, so the backup could not be " + what + ". Free space, then try again.",
                "The backup could not be " + what + ": " + e.getMessage());
    }
}
