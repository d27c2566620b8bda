package dev.tallyman.ui.api;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.Listing;
import dev.tallyman.rules.Role;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.ui.intake.ListParameters;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;

/** What was deleted and is not purged yet. */
public final class TrashApi implements HttpService {
    private final Index index;
    private final FileActions actions;
    private final Supplier<Rules> rules;

    public TrashApi(Index index, FileActions actions, Supplier<Rules> rules) {
        this.index = index;
        this.actions = actions;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.get("/", this::list).delete("/", this::purgeAll).delete("/{id}", this::purge);
    }

    private void list(ServerRequest request, ServerResponse response) {
        Listing listing = ListParameters.listing(request.query()).in(State.TRASHED);
        FilesApi.page(index, listing, this::record, response);
    }

    private JsonObject record(StoredFile file) {
        return FileJson.builder(file)
                .set(
                        "purged_after",
                        file.stateSince().plus(rules.get().retention().trash()).toString())
                .build();
    }

    private void purge(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.find(request);
        Visit.require(Role.ADMIN, file.path());
        index.trash().purge(file.id());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void purgeAll(ServerRequest request, ServerResponse response) {
        index.trash().empty();
        response.status(Status.NO_CONTENT_204).send();
    }
}
