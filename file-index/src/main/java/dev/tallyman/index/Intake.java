package dev.tallyman.index;

import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.catalog.FileMapper;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.index.repair.RowPlacement;
import dev.tallyman.index.runs.Requests;
import dev.tallyman.volume.FoundFile;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Part;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.OpenFile;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Receives files. Bytes first, row second: a crash between the two leaves a file without a row,
 * never a row without bytes. The same upload, sent again, repairs it, and so does the next sweep's discovery.
 */
public final class Intake {
    private final Volume volume;
    private final Places places;
    private final FreeName names;
    private final Database database;
    private final InstantSource clock;
    private final Consumer<Step> steps;
    private final Set<FilePath> underWay = ConcurrentHashMap.newKeySet();

    Intake(Volume volume, Places places, Database database, InstantSource clock, Consumer<Step> steps) {
        this.volume = volume;
        this.places = places;
        this.names = new FreeName(volume);
        this.database = database;
        this.clock = clock;
        this.steps = steps;
    }

    /** What to do when the name is taken. */
    public enum Taken {
        NUMBER,
        REFUSE
    }

    /**
     * What has become of an upload.
     *
     * @param isNew false for a file that was received before, under the same key
     */
    public record Received(StoredFile file, boolean isNew) {}

    /** What goes into the index in the transaction of a new file's row, besides that. */
    interface Beside {
        void write(Session session, long file) throws SQLException;
    }

    /** Before a byte of a file comes: {@link BadPathException} where its folder cannot be, since a part of it is a file. */
    public void proveFolderOf(FilePath path) {
        try (OpenFolder files = volume.openFiles()) {
            files.folderOf(path).close();
        } catch (LinkedFolderException | NotDirectoryException e) {
            throw FreeName.noFolder(path);
        } catch (NoSuchFileException e) {
            // It is made when the file is here.
        } catch (IOException e) {
            throw IntakeException.hindered("taken in", e);
        }
    }

    /**
     * Begins an upload.
     *
     * @throws IOException there is no room for it, for one
     */
    public Upload begin() throws IOException {
        return Upload.begin(this, volume);
    }

    /**
     * Finishes an upload: its part becomes the wanted file or the next free name beside it, durable together with its
     * row when this returns. The request counter goes up with the row.
     *
     * @param part whole
     * @param sha256 of the bytes, hex
     * @throws IntakeException.NameTaken only with {@link Taken#REFUSE}
     */
    Received receive(Part part, Arrival arrival, String sha256, Beside beside) {
        FoundFile upload = part.file();
        try {
            if (arrival.modified() != null) {
                upload.file().setModified(arrival.modified());
            }
            part.channel().force(true);
            try (var name = new UploadName(
                    upload, sha256, underWay, (path, file) -> arrival.key() == null || isKnown(path, file, sha256))) {
                FilePath path = names.take(name, arrival.wanted(), arrival.taken());
                steps.accept(Step.UPLOAD_NAMED);
                return record(part, path, name.facts(), sha256, arrival, beside);
            }
        } catch (IOException e) {
            throw IntakeException.hindered("stored", e);
        }
    }

    private Received record(Part part, FilePath path, DiskFacts facts, String sha256, Arrival arrival, Beside beside)
            throws IOException {
        try {
            Received received = insert(path, facts, sha256, arrival, beside);
            steps.accept(Step.UPLOAD_RECORDED);
            if (!received.isNew()) {
                takeBack(path, part.file().file());
            }
            part.remove();
            return received;
        } catch (IOException | IntakeException e) {
            takeBack(path, part.file().file());
            throw e;
        }
    }

    // A row without a hash is of a file that discovery came upon; a restore or a move gives the name before the row.
    private boolean isKnown(FilePath path, DiskFacts file, String sha256) {
        return database.read(session -> session.number("""
                        SELECT EXISTS (SELECT 1 FROM file WHERE path = ? AND state <> 'trashed' AND sha256 IS NOT NULL)
                            OR EXISTS (SELECT 1 FROM file WHERE sha256 = ? AND inode = ?)
                        """, path, HexFormat.of().parseHex(sha256), file.inode()) == 1);
    }

    private void takeBack(FilePath path, OpenFile upload) {
        try (OpenFolder files = volume.openFiles();
                FoundFile stored = FoundFile.at(files, path)) {
            if (stored.file().status().isSameAs(upload.status())) {
                stored.delete();
            }
        } catch (NoSuchFileException e) {
            // Somebody else has taken it away.
        } catch (IOException e) {
            System.getLogger(Intake.class.getName())
                    .log(System.Logger.Level.WARNING, "A file without a row stays until the next sweep finds it", e);
        }
    }

    private Received insert(FilePath path, DiskFacts facts, String sha256, Arrival arrival, Beside beside) {
        Instant now = clock.instant();
        String key = arrival.key();
        Author author = Author.current();
        return database.writeDurably(session -> {
            Optional<Deliveries.Delivery> before = key == null ? Optional.empty() : Deliveries.find(session, key);
            if (before.isPresent()) {
                beside.write(session, before.get().file().id());
                return new Received(before.get().file(), false);
            }
            makeWay(session, path, facts, now);
            // A sweep may have found the file between its link and this row: then the row
            // is completed.
            long id = session.one(
                            """
                            INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived,
                                              rank, state, state_since, sha256, risks, batch)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'upload', ?, ?, 'received', ?, ?, ?, ?)
                            ON CONFLICT (path) WHERE state <> 'trashed' DO UPDATE SET
                              origin = 'upload', size = excluded.size, mtime_ns = excluded.mtime_ns,
                              inode = excluded.inode, arrived = excluded.arrived, sha256 = excluded.sha256, batch = excluded.batch
                            RETURNING id
                            """,
                            row -> row.getLong(1),
                            path,
                            path.isUtf8(),
                            path.top(),
                            path.folded(),
                            path.extension(),
                            facts.size(),
                            facts.mtimeNanos(),
                            facts.inode(),
                            now,
                            arrival.rank(),
                            now,
                            HexFormat.of().parseHex(sha256),
                            Risk.join(Risk.ofName(path)),
                            arrival.batch())
                    .orElseThrow();
            History.ofFile(session, now, author, Deed.UPLOAD, id, State.RECEIVED.label());
            Requests.count(session, false);
            if (key != null) {
                Deliveries.add(session, key, arrival.wanted(), id, now);
            }
            beside.write(session, id);
            return new Received(find(session, id), true);
        });
    }

    private void makeWay(Session session, FilePath path, DiskFacts facts, Instant now) throws SQLException {
        try {
            new RowPlacement(places, session, now).makeWay(path, facts);
        } catch (IOException e) {
            throw IntakeException.hindered("stored", e);
        }
    }

    static StoredFile find(Session session, long id) throws SQLException {
        return session.one("SELECT " + FileMapper.COLUMNS + " FROM file WHERE id = ?", FileMapper::of, id)
                .orElseThrow(() -> new IntakeException.NotFound("There is no file with this id."));
    }

    /**
     * Back to {@code received} from {@code failed} or {@code quarantined}, with no attempt charged.
     */
    public StoredFile retry(long id) {
        return database.write(session -> {
            StoredFile file = find(session, id);
            if (file.state() != State.FAILED && file.state() != State.QUARANTINED) {
                throw new IntakeException.NotFound(
                        "Only a file that failed or needs you can be tried again; this one is "
                                + file.state().label()
                                + ".");
            }
            History.ofFile(session, clock.instant(), Author.current(), Deed.RETRY, id, State.RECEIVED.label());
            session.update("""
                    UPDATE file SET state = 'received', state_since = ?, attempts = 0, suspected = 0, error = NULL,
                           category = '', done = NULL
                     WHERE id = ?
                    """, clock.instant(), id);
            Requests.count(session, false);
            steps.accept(Step.RETRY_WRITTEN);
            return find(session, id);
        });
    }
}
