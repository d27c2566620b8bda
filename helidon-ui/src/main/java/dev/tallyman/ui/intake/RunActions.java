package dev.tallyman.ui.intake;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.http.RequestNames;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.BadRequestException;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.ServerRequest;

/** What people do to a run: one way for the API and for forms. */
public record RunActions(RunRegister runs, JobRunner jobs) {
    /** The run that the address names; 404 for none. */
    public Run find(ServerRequest request) {
        String name = request.path().pathParameters().get("id");
        long id = RequestNames.id(request).orElseThrow(() -> noSuchRun(name));
        return runs.find(id).orElseThrow(() -> noSuchRun(name));
    }

    private static NotFoundException noSuchRun(String id) {
        return new NotFoundException("There is no run “" + id + "” in the history.");
    }

    /** The kind of this name; 400 for none. */
    public static Run.Kind kind(String label) {
        try {
            return Run.Kind.of(label);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(
                    "There are no runs of the kind “" + label + "”; allowed: sweep, report, housekeeping, restore.", e);
        }
    }

    /** Stops it, unless it has ended; the run as it is then. */
    public Run cancel(Run run) {
        if (!run.status().ended()) {
            jobs.cancel(run);
        }
        return runs.find(run.id()).orElse(run);
    }
}
