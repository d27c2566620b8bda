package dev.tallyman.ui.intake;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;

/** What people do to a file: one way for the API and for forms. */
public record FileActions(Index index, JobRunner jobs) {
    private static final int LONGEST_REASON = 500;

    /** The file that the address names; {@link Problem} 404 for none. */
    public StoredFile find(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        try {
            return index.catalog().find(Long.parseLong(id)).orElseThrow(FileActions::noSuchFile);
        } catch (NumberFormatException e) {
            throw noSuchFile();
        }
    }

    private static Problem noSuchFile() {
        return Problem.notFound("There is no file with this id; it may have been purged.");
    }

    /** Moves it to the trash; {@link Problem} 409 where it is there already. */
    public StoredFile trash(StoredFile file) {
        if (file.state() == State.TRASHED) {
            throw conflict("This file is in the trash already.");
        }
        return index.trash().put(file.id());
    }

    /** Brings it back from the trash; {@link Problem} 409 where it is not there. */
    public StoredFile restore(StoredFile file) {
        if (file.state() != State.TRASHED) {
            throw conflict("This file is not in the trash.");
        }
        StoredFile restored = index.trash().restore(file.id());
        jobs.uploaded();
        return restored;
    }

    /** Has it read once more; {@link Problem} 409 where it neither failed nor needs anybody. */
    public StoredFile retry(StoredFile file) {
        if (file.state() != State.FAILED && file.state() != State.QUARANTINED) {
            throw conflict("Only a file that failed or needs you can be tried again; this one is "
                    + file.state().label()
                    + ".");
        }
        StoredFile waiting = index.intake().retry(file.id());
        jobs.uploaded();
        return waiting;
    }

    /** Lets a held file go; {@link Problem} 409 for one that is not held, 400 without a reason. */
    public StoredFile release(StoredFile file, Rules rules, String reason) {
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            throw Problem.badRequest("Say why in “reason”, in up to " + LONGEST_REASON + " characters.");
        }
        if (rules.uploads().held(file).isEmpty()) {
            throw conflict("This file is not held.");
        }
        index.descriptions().release(file.id(), reason.strip());
        return index.catalog().find(file.id()).orElseThrow(FileActions::noSuchFile);
    }

    private static Problem conflict(String detail) {
        return new Problem(Status.CONFLICT_409, "The file is not in that state", detail);
    }
}
