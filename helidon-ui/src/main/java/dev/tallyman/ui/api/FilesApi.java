package dev.tallyman.ui.api;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.http.ServedFile;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.ui.intake.ListParameters;
import dev.tallyman.ui.intake.SnippetFinder;
import dev.tallyman.ui.intake.Timeline;
import dev.tallyman.ui.jobs.JobRunner;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Files: lists and records, and what people do to one. */
public final class FilesApi implements HttpService {
    /** Counted no further. */
    private static final int UNREAD = 10_000;

    private final Index index;
    private final JobRunner jobs;
    private final FileActions actions;
    private final Supplier<Rules> rules;

    public FilesApi(Index index, JobRunner jobs, FileActions actions, Supplier<Rules> rules) {
        this.index = index;
        this.jobs = jobs;
        this.actions = actions;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.get("/", this::list)
                .get("/{id}", this::get)
                .delete("/{id}", this::delete)
                .post("/{id}/restore", this::restore)
                .post("/{id}/retry", this::retry)
                .post("/{id}/release", this::release);
    }

    private void list(ServerRequest request, ServerResponse response) {
        Listing listing = ListParameters.listing(request.query());
        Optional<SnippetFinder> snippets = SnippetFinder.of(index, rules, listing.filter());
        if (snippets.isEmpty()) {
            page(index, listing, FileJson::of, response);
            return;
        }
        JsonObject.Builder json = page(index, listing, snippets.get()::record);
        json.set("unread", index.texts().unread(UNREAD));
        JsonResponse.send(response, json.build());
    }

    /** Answers with one page of a list. */
    static void page(Index index, Listing listing, Function<StoredFile, JsonObject> record, ServerResponse response) {
        JsonResponse.send(response, page(index, listing, record).build());
    }

    private static JsonObject.Builder page(Index index, Listing listing, Function<StoredFile, JsonObject> record) {
        Listing.Page page;
        try {
            page = index.catalog().list(listing);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
        JsonObject.Builder json = JsonObject.builder()
                .setValues("items", page.files().stream().map(record).toList());
        JsonResponse.set(json, "next", page.next());
        return json;
    }

    private void get(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.find(request);
        var timeline = new Timeline(index, jobs, rules.get(), file);
        JsonObject.Builder json = FileJson.builder(file);
        json.setValues("timeline", timeline.timeline());
        timeline.waiting().ifPresent(waiting -> json.set("waiting", waiting));
        JsonResponse.send(response, json.build());
    }

    private void delete(ServerRequest request, ServerResponse response) throws IOException {
        StoredFile file = actions.find(request);
        if (request.headers().contains(HeaderNames.IF_MATCH)
                || request.headers().contains(HeaderNames.IF_UNMODIFIED_SINCE)) {
            try (ServedFile bytes = ServedFile.open(index.volume(), file)) {
                bytes.proveMeant(request.headers());
            }
        }
        actions.trash(file);
        response.status(Status.NO_CONTENT_204).send();
    }

    private void restore(ServerRequest request, ServerResponse response) {
        JsonResponse.send(response, FileJson.of(actions.restore(actions.find(request))));
    }

    private void retry(ServerRequest request, ServerResponse response) {
        JsonResponse.send(response, FileJson.of(actions.retry(actions.find(request))));
    }

    /** Lets a file go that the rules hold; the reason is written down. */
    private void release(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.find(request);
        String reason = request.query().first("reason").orElse("");
        JsonResponse.send(response, FileJson.of(actions.release(file, rules.get(), reason)));
    }
}
