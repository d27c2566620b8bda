package dev.tallyman.index;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.description.MemberRows;
import dev.tallyman.index.description.PurgedPictures;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.index.repair.RowPlacement;
import dev.tallyman.index.repair.RowsOfMoved;
import dev.tallyman.index.runs.Requests;
import dev.tallyman.index.search.Renamed;
import dev.tallyman.index.search.TextIndex;
import dev.tallyman.volume.FoundFile;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where deleted files wait: moved, never copied, so that it works on a full volume. Bytes first,
 * row second here too: a crash between the two leaves a row whose file has moved, and the next
 * sweep's discovery repairs it, see {@link RowPlacement}.
 */
public final class Trash {
    private final Volume volume;
    private final Places places;
    private final FreeName names;
    private final Database database;
    private final TextIndex texts;
    private final InstantSource clock;
    private final Consumer<Step> steps;

    Trash(Volume volume, Places places, Database database, TextIndex texts, InstantSource clock, Consumer<Step> steps) {
        this.volume = volume;
        this.places = places;
        this.names = new FreeName(volume);
        this.database = database;
        this.texts = texts;
        this.clock = clock;
        this.steps = steps;
    }

    private interface Settle {
        void apply(RowPlacement settling) throws SQLException, IOException;
    }

    /**
     * Moves a file to the trash, where it keeps its id. A row whose file is gone from the disk goes
     * too.
     */
    public StoredFile put(long id) {
        StoredFile file = database.read(session -> Intake.find(session, id));
        if (file.state() == State.TRASHED) {
            throw new IntakeException.NotFound("This file is in the trash already.");
        }
        try {
            move(file);
            steps.accept(Step.DELETE_MOVED);
        } catch (NotAFileException e) {
            throw IntakeException.Replaced.by(e.kind());
        } catch (LinkedFolderException e) {
            throw IntakeException.Replaced.by("something behind a symbolic link");
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Its bytes may lie where whoever moved them died before its row went along.
            if (new RowsOfMoved(database, places, clock).follow(id)) {
                return put(id);
            }
            // Gone behind our back: the row still goes to the trash, and restoring says that there
            // is nothing.
        } catch (IOException e) {
            throw IntakeException.hindered("moved to the trash", e);
        }
        return database.write(session -> {
            History.ofFile(session, clock.instant(), Author.current(), Deed.DELETE, id, State.TRASHED.label());
            settle(session, settling -> settling.delete(id));
            return Intake.find(session, id);
        });
    }

    private void move(StoredFile file) throws IOException {
        try {
            places.toTrash(file);
        } catch (FileAlreadyExistsException e) {
            // A stranger has its place there, left by an index that is lost: it gets a row and an
            // id of its own.
            database.write(session -> {
                settle(session, settling -> settling.adopt(Volume.trashName(file.id())));
                return file;
            });
            places.toTrash(file);
        }
    }

    private void settle(Session session, Settle work) throws SQLException {
        try {
            work.apply(new RowPlacement(places, session, clock.instant()));
        } catch (IOException e) {
            throw IntakeException.hindered("moved", e);
        }
    }

    /** Brings a file back, under a free name beside its old one if that is taken. */
    public StoredFile restore(long id) {
        StoredFile file = database.read(session -> Intake.find(session, id));
        if (file.state() != State.TRASHED) {
            throw new IntakeException.NotFound("This file is not in the trash.");
        }
        FilePath path;
        try (OpenFolder trash = volume.openTrash();
                FoundFile trashed = FoundFile.at(trash, Volume.trashName(id))) {
            path = names.take((folder, name) -> trashed.move(folder, name.last()), file.path(), Intake.Taken.NUMBER);
            steps.accept(Step.RESTORE_MOVED);
        } catch (NotAFileException e) {
            throw IntakeException.Replaced.by(e.kind());
        } catch (NoSuchFileException e) {
            throw new IntakeException.NotFound(
                    "Its bytes were gone from the disk before it was deleted; nothing to restore.");
        } catch (IOException e) {
            throw IntakeException.hindered("restored", e);
        }
        return database.writeDurably(session -> {
            History.ofFile(session, clock.instant(), Author.current(), Deed.RESTORE, id, null);
            settle(session, settling -> settling.bringBack(id, path));
            Requests.count(session, false);
            return Intake.find(session, id);
        });
    }

    /** Deletes a file in the trash for good, its row and its bytes. */
    public void purge(long id) {
        State state = database.write(session -> {
            // One that only seems to be missing has bytes.
            settle(session, settling -> settling.settle(id));
            return state(session, id).orElse(State.RECEIVED);
        });
        if (state != State.TRASHED && state != State.MISSING) {
            throw new IntakeException.NotFound("There is no such file in the trash.");
        }
        List<String> failed = new ArrayList<>();
        purge(List.of(id), state, failed);
        refuse(failed);
    }

    private static Optional<State> state(Session session, long id) throws SQLException {
        return session.one("SELECT state FROM file WHERE id = ?", row -> State.of(row.getString(1)), id);
    }

    /** Empties the trash. How many files. */
    public int empty() {
        return purge(List.of(State.TRASHED), Long.MAX_VALUE);
    }

    /** Purges what was trashed, or went missing, before a time. How many files. */
    public int purgeBefore(Instant time) {
        return purge(List.of(State.TRASHED, State.MISSING), time.toEpochMilli());
    }

    private int purge(List<State> states, long before) {
        int purged = 0;
        List<String> failed = new ArrayList<>();
        for (State state : states) {
            List<Long> ids = due(state, before, 0);
            while (!ids.isEmpty()) {
                purged += purge(ids, state, failed);
                ids = due(state, before, ids.getLast());
            }
        }
        refuse(failed);
        return purged;
    }

    private List<Long> due(State state, long before, long after) {
        return database.read(session -> session.list(
                "SELECT id FROM file WHERE state = ? AND state_since < ? AND id > ? ORDER BY id LIMIT 500",
                row -> row.getLong(1),
                state,
                before,
                after));
    }

    // Bytes first here too: on a full volume the freed bytes make room for the rows' transaction.
    // Of a row that is missing none are deleted: those in the trash make it one of the trash.
    private int purge(List<Long> ids, State state, List<String> failed) {
        List<Long> gone = state == State.TRASHED ? delete(ids, failed) : ids;
        PurgedPictures pictures = PurgedPictures.of(volume, database, gone);
        int purged = database.write(session -> {
            int rows = 0;
            for (long id : gone) {
                settle(session, settling -> settling.settle(id));
                History.ofFile(session, clock.instant(), Author.current(), Deed.PURGE, id, null);
                MemberRows.delete(session, id);
                session.update("DELETE FROM revision WHERE file = ?", id);
                rows += session.update("DELETE FROM file WHERE id = ? AND state = ?", id, state);
                Renamed.note(session, id);
            }
            return rows;
        });
        pictures.forgetUnused();
        texts.forget(gone);
        return purged;
    }

    // What is no file stays, and its row with it: it is not what was deleted.
    private List<Long> delete(List<Long> ids, List<String> failed) {
        List<Long> gone = new ArrayList<>();
        for (long id : ids) {
            try {
                if (places.deleteFromTrash(id)) {
                    gone.add(id);
                }
            } catch (IOException e) {
                failed.add("trash/" + id + ": " + e);
            }
        }
        try {
            places.syncTrash();
        } catch (IOException e) {
            throw IntakeException.hindered("purged", e);
        }
        steps.accept(Step.PURGE_DELETED);
        return gone;
    }

    private static void refuse(List<String> failed) {
        if (!failed.isEmpty()) {
            throw new IntakeException.Unusable("The rest is purged, but not " + String.join(", ", failed) + ".");
        }
    }
}
