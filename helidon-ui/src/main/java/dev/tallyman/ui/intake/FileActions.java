package dev.tallyman.ui.intake;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.rules.Role;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.RequestNames;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;

/** What people do to a file: one way for the API and for forms. */
public record FileActions(Index index, JobRunner jobs) {
    private static final Duration OWN = Duration.ofDays(1);
    private static final int LONGEST_REASON = 500;

    /** The file that the address names; {@link Problem} 404 for none. */
    public StoredFile find(ServerRequest request) {
        long id = RequestNames.id(request).orElseThrow(FileActions::noSuchFile);
        return index.catalog().find(id).orElseThrow(FileActions::noSuchFile);
    }

    private static Problem noSuchFile() {
        return Problem.notFound("There is no file with this id; it may have been purged.");
    }

    /**
     * Moves it to the trash; {@link Problem} 409 where it is there already. Whoever handed it in today
     * may too.
     */
    public StoredFile trash(StoredFile file) {
        requireEditor(file, isOwn(file));
        if (file.state() == State.TRASHED) {
            throw conflict("This file is in the trash already.");
        }
        return index.trash().put(file.id());
    }

    /** Brings it back from the trash; {@link Problem} 409 where it is not there. */
    public StoredFile restore(StoredFile file) {
        requireEditor(file, hasDeleted(file));
        if (file.state() != State.TRASHED) {
            throw conflict("This file is not in the trash.");
        }
        StoredFile restored = index.trash().restore(file.id());
        jobs.uploaded();
        return restored;
    }

    /** Has it read once more; {@link Problem} 409 where it neither failed nor needs anybody. */
    public StoredFile retry(StoredFile file) {
        requireEditor(file, false);
        if (file.state() != State.FAILED && file.state() != State.QUARANTINED) {
            throw conflict("Only a file that failed or needs you can be tried again; this one is "
                    + file.state().label()
                    + ".");
        }
        StoredFile waiting = index.intake().retry(file.id());
        jobs.uploaded();
        return waiting;
    }

    /** Gives it another path; {@link Problem} 409 where that is taken, or the file is not here. */
    public StoredFile move(StoredFile file, FilePath to) {
        requireEditor(file, isOwn(file));
        Visit.require(Role.CONTRIBUTOR, to);
        if (!file.state().present()) {
            throw conflict("Only a file that is here can be moved; this one is "
                    + file.state().label() + ".");
        }
        try {
            StoredFile moved = index.moves().file(file.id(), to);
            if (index.catalog().stale() > 0) {
                jobs.uploaded();
            }
            return moved;
        } catch (IntakeException.NameTaken e) {
            throw taken(e);
        }
    }

    /** Gives a folder another path, with all that is in it; how many files. {@link Problem} 409 where that is taken. */
    public long moveFolder(FilePath from, FilePath to) {
        Visit.requireIn(Role.EDITOR, from);
        Visit.requireIn(Role.EDITOR, to);
        try {
            return index.moves().folder(from, to);
        } catch (IntakeException.NameTaken e) {
            throw taken(e);
        }
    }

    private static Problem taken(IntakeException.NameTaken taken) {
        return new Problem(Status.CONFLICT_409, "The name is taken", String.valueOf(taken.getMessage()));
    }

    /** Throws what the server answers with 403 unless whoever asks may change it. */
    public static void requireEditor(StoredFile file, boolean own) {
        if (!own || !Visit.currentReach().at(file.path()).covers(Role.CONTRIBUTOR)) {
            Visit.require(Role.EDITOR, file.path());
        }
    }

    /** Whether whoever asks has handed it in within a day. */
    public boolean isOwn(StoredFile file) {
        return !person().isEmpty() && index.events().isUploadedBy(file.id(), person(), OWN);
    }

    private boolean hasDeleted(StoredFile file) {
        return isOwn(file) && index.events().isDeletedBy(file.id(), person());
    }

    /** Whether whoever asks may bring it back from the trash. */
    public boolean mayRestore(StoredFile file) {
        Role role = role(file);
        return role.covers(Role.EDITOR) || (role.covers(Role.CONTRIBUTOR) && hasDeleted(file));
    }

    /** What whoever asks may do to it. */
    public Role role(StoredFile file) {
        return Visit.currentReach().at(file.path());
    }

    private static String person() {
        return Visit.current().map(visit -> visit.person().name()).orElse("");
    }

    /** Lets a held file go; {@link Problem} 409 for one that is not held, 400 without a reason. */
    public StoredFile release(StoredFile file, Rules rules, String reason) {
        Visit.require(Role.OPERATOR, file.path());
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw Problem.badRequest("Say why in “reason”, in up to " + LONGEST_REASON + " characters.");
        }
        if (HeldFiles.why(rules, file).isEmpty()) {
            throw conflict("This file is not held.");
        } else if (HeldFiles.isWaiting(file)) {
            throw conflict("Nobody knows yet what is in this file. Wait until a sweep has looked.");
        }
        index.descriptions().release(file.id(), reason.strip());
        return index.catalog().find(file.id()).orElseThrow(FileActions::noSuchFile);
    }

    private static Problem conflict(String detail) {
        return new Problem(Status.CONFLICT_409, "The file is not in that state", detail);
    }
}
