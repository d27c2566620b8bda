package dev.tallyman.index;

import dev.tallyman.index.UnfinishedUpload.Hindered;
import dev.tallyman.index.UnfinishedUpload.Hindrance;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Author;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Part;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Uploads that can be interrupted. The bytes lie in {@code uploads/}, what is known of them in the table {@code upload},
 * so that they go on after the death of anybody: behind the last byte of which the row says that it is durable.
 */
public final class ResumableUploads {
    /** How many there may be. */
    public static final int MOST = 4_096;

    /** For how long it is known what has become of one. */
    public static final Duration KNOWN = Duration.ofDays(7);

    private final Volume volume;
    private final Database database;
    private final Intake intake;
    private final InstantSource clock;
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final RunningHashes hashes = new RunningHashes();

    ResumableUploads(Volume volume, Database database, Intake intake, InstantSource clock) {
        this.volume = volume;
        this.database = database;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Begins one; one that was begun with the same key goes on. Durable when this returns.
     *
     * @param size of the whole file, null where that is not known yet
     * @param patience for how long its sender may stay away
     */
    public UnfinishedUpload begin(Arrival arrival, @Nullable Long size, @Nullable String metadata, Duration patience)
            throws IOException, Hindered {
        Instant now = clock.instant();
        Optional<UnfinishedUpload> before = database.read(session -> UnfinishedRows.withKey(session, arrival.key()));
        if (before.isPresent()) {
            return same(before.get(), arrival, size);
        }
        if (promised().count() >= MOST) {
            throw new Hindered(Hindrance.TOO_MANY);
        }
        String id = UUID.randomUUID().toString();
        try (OpenFolder uploads = volume.openUploads();
                Part _ = Part.create(volume, Part.name(id))) {
            uploads.sync();
        }
        var upload = new UnfinishedUpload(id, arrival, size, 0, metadata, now.plus(patience), null);
        String person = Author.currentPerson();
        UnfinishedUpload stored = database.writeDurably(session -> UnfinishedRows.insert(session, upload, person));
        if (!stored.id().equals(id)) {
            remove(id);
        }
        return same(stored, arrival, size);
    }

    private static UnfinishedUpload same(UnfinishedUpload upload, Arrival arrival, @Nullable Long size)
            throws Hindered {
        boolean same = upload.arrival().wanted().equals(arrival.wanted());
        if (!same || (size != null && upload.size() != null && !size.equals(upload.size()))) {
            throw new Hindered(Hindrance.ANOTHER);
        }
        return upload;
    }

    /** What is known of one; {@link Hindered} when it is unknown or somebody else’s, or nobody went on with it. */
    public UnfinishedUpload find(String id) throws Hindered {
        UnfinishedUpload upload = database.read(session -> UnfinishedRows.find(session, id, Author.currentPerson()))
                .orElseThrow(() -> new Hindered(Hindrance.UNKNOWN));
        if (upload.file() == null && upload.expires().isBefore(clock.instant())) {
            throw new Hindered(Hindrance.EXPIRED);
        }
        return upload;
    }

    /**
     * Goes on with one, alone until it is closed.
     *
     * @param offset where the sender thinks that it goes on
     * @param patience for how long it may stay away then
     * @param together whether the bytes that come now count only all together
     */
    public ResumedUpload resume(String id, long offset, Duration patience, boolean together)
            throws IOException, Hindered {
        // Before its part is opened: whoever closes that once more ends the lock on it.
        take(id);
        try {
            UnfinishedUpload upload = find(id);
            if (upload.file() != null) {
                throw new Hindered(Hindrance.ELSEWHERE);
            }
            return ResumedUpload.of(this, upload, offset, patience, together);
        } catch (NoSuchFileException e) {
            open.remove(id);
            throw new Hindered(Hindrance.UNKNOWN);
        } catch (IOException | Hindered | RuntimeException e) {
            open.remove(id);
            throw e;
        }
    }

    private void take(String id) throws Hindered {
        if (!open.add(id)) {
            throw new Hindered(Hindrance.BUSY);
        }
    }

    /** True while somebody in this process sends it. */
    public boolean isBusy(String id) {
        return open.contains(id);
    }

    /** Ends one whose sender does not want it any more; a file that it has become stays. */
    public void end(String id) throws IOException, Hindered {
        take(id);
        try {
            find(id);
            remove(id);
            database.writeDurably(session -> session.update("DELETE FROM upload WHERE id = ?", id));
        } finally {
            open.remove(id);
        }
    }

    private void remove(String id) throws IOException, Hindered {
        try (Part part = Part.open(volume, Part.name(id))) {
            if (part == null) {
                throw new Hindered(Hindrance.BUSY);
            }
            part.remove();
        } catch (NoSuchFileException e) {
            // It is a file by now, or housekeeping was here.
        }
    }

    /**
     * What unfinished uploads will still take of the volume.
     *
     * @param count of uploads
     */
    public record Promised(int count, long bytes) {}

    /** All that may still go on. */
    public Promised promised() {
        return database.read(session -> session.one(
                        """
                        SELECT count(*), coalesce(sum(size - bytes), 0) FROM upload WHERE expires >= ? AND file IS NULL
                        """, row -> new Promised(row.getInt(1), row.getLong(2)), clock.instant())
                .orElseThrow());
    }

    /** Removes the bytes of those that nobody went on with, and forgets what is long over. How many. */
    public int expire() {
        Instant now = clock.instant();
        List<String> due = database.read(session -> session.list(
                "SELECT id FROM upload WHERE expires < ? AND file IS NULL LIMIT 500", row -> row.getString(1), now));
        int removed = 0;
        for (String id : due) {
            removed += open.add(id) && removed(id) ? 1 : 0;
        }
        Instant past = now.minus(KNOWN);
        boolean some = database.read(
                session -> session.number("SELECT EXISTS (SELECT 1 FROM upload WHERE expires < ?)", past) == 1);
        if (some) {
            database.write(session -> session.update("DELETE FROM upload WHERE expires < ?", past));
        }
        return removed;
    }

    private boolean removed(String id) {
        try (Part part = Part.open(volume, Part.name(id))) {
            if (part != null) {
                part.remove();
            }
            return part != null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw IntakeException.hindered("removed", e);
        } finally {
            open.remove(id);
        }
    }

    Volume volume() {
        return volume;
    }

    RunningHashes hashes() {
        return hashes;
    }

    /** So many bytes are durable; that they are need not be, since no more of them are than are told. */
    void note(String id, long bytes, @Nullable Long size, Duration patience) {
        database.write(session -> UnfinishedRows.progress(
                session, id, bytes, size, clock.instant().plus(patience)));
    }

    /** So many bytes are durable, and so is this when it returns. */
    void keep(String id, long bytes, @Nullable Long size, Duration patience) {
        database.writeDurably(session -> UnfinishedRows.progress(
                session, id, bytes, size, clock.instant().plus(patience)));
    }

    Intake.Received finish(UnfinishedUpload upload, Part part, String sha256) {
        Instant known = clock.instant().plus(KNOWN);
        return intake.receive(
                part,
                upload.arrival(),
                sha256,
                (session, file) -> session.update(
                        "UPDATE upload SET file = ?, expires = ? WHERE id = ?", file, known, upload.id()));
    }

    /** Others may go on with it. */
    void closed(String id) {
        open.remove(id);
    }
}
