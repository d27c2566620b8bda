package dev.tallyman.index;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.index.repair.Relocation;
import dev.tallyman.index.repair.RowsOfMoved;
import dev.tallyman.index.runs.Requests;
import dev.tallyman.volume.FoundFile;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Places;
import dev.tallyman.volume.Step;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.BadPathException;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.LinkedFolderException;
import dev.tallyman.volume.disk.NotAFileException;
import dev.tallyman.volume.disk.OpenFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives files and folders other names under {@code files/}: moved, never copied, and never onto anything. Bytes first,
 * row second here too; what a crash leaves between the two, {@link #settle} repairs, or the next discovery, see
 * {@link Relocation}.
 */
public final class Moves {
    private final Volume volume;
    private final Places places;
    private final Database database;
    private final InstantSource clock;
    private final RowsOfMoved rows;
    private final Consumer<Step> steps;

    Moves(Volume volume, Places places, Database database, InstantSource clock, Consumer<Step> steps) {
        this.volume = volume;
        this.places = places;
        this.database = database;
        this.clock = clock;
        this.rows = new RowsOfMoved(database, places, clock);
        this.steps = steps;
    }

    /**
     * Moves a file. It keeps its id and its verdict; under another name it is identified again, since names are
     * evidence.
     *
     * @throws IntakeException.NotFound it is in the trash, or gone
     * @throws IntakeException.NameTaken anything has the new path; nothing was moved
     * @throws IntakeException.Replaced something else lies in its place
     */
    public StoredFile file(long id, FilePath to) {
        StoredFile file = database.read(session -> Intake.find(session, id));
        if (!file.state().present()) {
            throw new IntakeException.NotFound("Only a file that is here can be moved; this one is "
                    + file.state().label() + ".");
        }
        if (to.equals(file.path())) {
            return file;
        }
        note(file.path(), to);
        try (OpenFolder files = volume.openFiles();
                FoundFile found = FoundFile.at(files, file.path())) {
            if (found.file().facts().inode() != file.inode()) {
                throw IntakeException.Replaced.by("another file");
            }
            try (OpenFolder folder = folderOf(files, to)) {
                found.move(folder, to.last());
            }
        } catch (FileAlreadyExistsException e) {
            throw taken(to);
        } catch (NotAFileException e) {
            throw IntakeException.Replaced.by(e.kind());
        } catch (NoSuchFileException e) {
            if (rows.follow(id)) {
                return file(id, to);
            }
            throw new IntakeException.NotFound("Its bytes are gone from the disk; there is nothing to move.");
        } catch (IOException e) {
            throw IntakeException.hindered("moved", e);
        }
        steps.accept(Step.MOVE_MOVED);
        return database.writeDurably(session -> {
            History.ofMove(session, clock.instant(), Author.current(), id, to.text());
            rows.follow(session, List.of(id));
            // Under another name it is to be read again.
            Requests.count(session, false);
            return Intake.find(session, id);
        });
    }

    /**
     * Moves a folder with all that is in it.
     *
     * @return how many files went with it
     * @throws IntakeException.NotFound there is no such folder
     * @throws IntakeException.NameTaken anything but an empty folder has the new path; nothing was moved
     */
    public long folder(FilePath from, FilePath to) {
        if (to.equals(from)) {
            return 0;
        }
        if (to.from(from).isPresent()) {
            throw new BadPathException("A folder cannot be moved into itself; choose another place.");
        }
        note(from, to);
        try {
            places.moveFolder(from, to);
        } catch (FileAlreadyExistsException e) {
            throw taken(to);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw notAFolder(from, to);
        } catch (IOException e) {
            throw IntakeException.hindered("moved", e);
        }
        return follow(from, to);
    }

    /** Lets rows follow whose bytes were moved by somebody who died on the way. */
    public void settle() {
        rows.followAll();
    }

    private IntakeException notAFolder(FilePath from, FilePath to) {
        try (OpenFolder files = volume.openFiles()) {
            files.folder(from).close();
        } catch (IOException absent) {
            return new IntakeException.NotFound("There is no folder " + from + ".");
        }
        throw FreeName.noFolder(to);
    }

    private static OpenFolder folderOf(OpenFolder files, FilePath to) throws IOException {
        try {
            return files.createFolderOf(to);
        } catch (LinkedFolderException | NotDirectoryException e) {
            throw FreeName.noFolder(to);
        }
    }

    private static IntakeException taken(FilePath to) {
        return new IntakeException.NameTaken(
                "There is already something called " + to + ". Nothing was moved; choose another name.");
    }

    // Durable before the bytes move: a power failure may keep the move and lose the row.
    private void note(FilePath from, FilePath to) {
        database.writeDurably(session -> {
            Relocation.note(session, from, to, clock.instant());
            return to;
        });
    }

    private long follow(FilePath from, FilePath to) {
        long files = rows.followBelow(from, () -> steps.accept(Step.FOLDER_FOLLOWED));
        Author author = Author.current();
        database.writeDurably(session -> {
            if (author != null) {
                History.ofMany(session, clock.instant(), author, Deed.MOVE, from.text() + "/", to.text() + "/");
            }
            return files;
        });
        return files;
    }
}
