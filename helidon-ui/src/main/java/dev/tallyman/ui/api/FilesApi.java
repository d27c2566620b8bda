package dev.tallyman.ui.api;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.FileFilter;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.ui.intake.Timeline;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Function;

/** Files: lists and records, and what people do to one. */
public final class FilesApi implements HttpService {
    private final Index index;
    private final JobRunner jobs;

    public FilesApi(Index index, JobRunner jobs) {
        this.index = index;
        this.jobs = jobs;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list)
                .get("/{id}", this::get)
                .delete("/{id}", this::delete)
                .post("/{id}/restore", this::restore)
                .post("/{id}/retry", this::retry);
    }

    private void list(ServerRequest request, ServerResponse response) {
        page(index, FileFilter.listing(request.query()), FileJson::of, response);
    }

    /** Answers with one page of a list. */
    static void page(Index index, Listing listing, Function<StoredFile, JsonObject> record, ServerResponse response) {
        Listing.Page page;
        try {
            page = index.catalog().list(listing);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
        JsonObject.Builder json = JsonObject.builder()
                .setValues("items", page.files().stream().map(record).toList());
        JsonResponse.set(json, "next", page.next());
        JsonResponse.send(response, json.build());
    }

    private void get(ServerRequest request, ServerResponse response) {
        StoredFile file = find(index, request);
        var story = new Timeline(index, jobs, file);
        JsonObject.Builder json = FileJson.builder(file);
        json.setValues("timeline", story.timeline());
        story.waiting().ifPresent(waiting -> json.set("waiting", waiting));
        JsonResponse.send(response, json.build());
    }

    private void delete(ServerRequest request, ServerResponse response) {
        StoredFile file = find(index, request);
        if (file.state() == State.TRASHED) {
            throw conflict("This file is in the trash already.");
        }
        index.trash().put(file.id());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void restore(ServerRequest request, ServerResponse response) {
        StoredFile file = find(index, request);
        if (file.state() != State.TRASHED) {
            throw conflict("This file is not in the trash.");
        }
        StoredFile restored = index.trash().restore(file.id());
        jobs.uploaded();
        JsonResponse.send(response, FileJson.of(restored));
    }

    private void retry(ServerRequest request, ServerResponse response) {
        StoredFile file = find(index, request);
        if (file.state() != State.FAILED && file.state() != State.QUARANTINED) {
            throw conflict("Only a file that failed or needs you can be tried again; this one is "
                    + file.state().label()
                    + ".");
        }
        StoredFile waiting = index.intake().retry(file.id());
        jobs.uploaded();
        JsonResponse.send(response, FileJson.of(waiting));
    }

    private static Problem conflict(String detail) {
        return new Problem(Status.CONFLICT_409, "The file is not in that state", detail);
    }

    /** The file that the address names; {@link Problem} 404. */
    static StoredFile find(Index index, ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        try {
            return index.catalog().find(Long.parseLong(id)).orElseThrow(FilesApi::noSuchFile);
        } catch (NumberFormatException e) {
            throw noSuchFile();
        }
    }

    private static Problem noSuchFile() {
        return Problem.notFound("There is no file with this id; it may have been purged.");
    }
}
