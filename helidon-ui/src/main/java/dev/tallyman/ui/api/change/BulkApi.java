package dev.tallyman.ui.api.change;

import dev.tallyman.index.Index;
import dev.tallyman.index.bulk.Bulk;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.JsonBody;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.BulkWork;
import dev.tallyman.ui.intake.Selection;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done to many files as one thing: those of ids, or all that a filter shows. */
public final class BulkApi implements HttpService {
    private static final String EXAMPLE = "{\"filter\": {\"category\": \"image\"}}";
    private static final int MOST = 5_000;

    private final Index index;
    private final BulkWork work;

    public BulkApi(Index index, BulkWork work) {
        this.index = index;
        this.work = work;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/files/trash", (request, response) -> start(Deed.DELETE, request, response))
                .post("/files/restore", (request, response) -> start(Deed.RESTORE, request, response))
                .post("/files/retry", (request, response) -> start(Deed.RETRY, request, response))
                .post("/files/move", (request, response) -> start(Deed.MOVE, request, response))
                .get("/bulk/{id}", this::get)
                .post("/bulk/{id}/undo", this::undo);
    }

    private void start(Deed deed, ServerRequest request, ServerResponse response) throws IOException {
        JsonObject order = JsonBody.read(request, EXAMPLE);
        Set<String> said = new HashSet<>(order.keysAsStrings());
        boolean toFolder = said.remove("folder");
        if (toFolder != (deed == Deed.MOVE) || !(said.equals(Set.of("ids")) || said.equals(Set.of("filter")))) {
            throw Problem.badRequest("Say which files in one way, {\"ids\": [\"7\", \"8\"]} or " + EXAMPLE
                    + ", with the filters of the list of files"
                    + (deed == Deed.MOVE ? ", and the \"folder\" that they are moved to, \"\" for none." : "."));
        }
        Selection selection;
        FilePath folder;
        try {
            var chosen = new FileOrder(order);
            selection = chosen.hasIds()
                    ? new Selection.Picked(chosen.ids(MOST))
                    : Selection.Matching.of(index.catalog(), chosen.filter());
            folder = toFolder ? folder(order.stringValue("folder").orElseThrow()) : null;
        } catch (JsonException e) {
            throw Problem.badRequest("ids is a list of strings, filter an object of strings, folder a string.");
        }
        accepted(work.start(deed, selection, folder), response);
    }

    private static @Nullable FilePath folder(String folder) {
        String trimmed = folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
        return trimmed.isEmpty() ? null : FilePath.of(trimmed);
    }

    private Bulk find(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        if (!id.matches("\\d{1,18}")) {
            throw none();
        }
        return work.find(Long.parseLong(id)).filter(BulkApi::isTold).orElseThrow(BulkApi::none);
    }

    // What stood in the way of a file names it.
    private static boolean isTold(Bulk bulk) {
        return Objects.equals(bulk.person(), Author.currentPerson())
                || Visit.currentReach().least().covers(Role.OPERATOR);
    }

    private static Problem none() {
        return Problem.notFound("Nothing that is done to many files has this id.");
    }

    private void get(ServerRequest request, ServerResponse response) {
        JsonResponse.send(response, json(find(request)));
    }

    private void undo(ServerRequest request, ServerResponse response) {
        accepted(work.undo(find(request)), response);
    }

    private void accepted(Bulk bulk, ServerResponse response) {
        response.status(Status.ACCEPTED_202).header(HeaderNames.LOCATION, "/api/v1/bulk/" + bulk.id());
        JsonResponse.send(response, json(bulk));
    }

    private JsonObject json(Bulk bulk) {
        String state = bulk.ended() != null ? "done" : work.isRunning(bulk) ? "running" : "interrupted";
        JsonObject.Builder json = JsonObject.builder()
                .set("id", Long.toString(bulk.id()))
                .set("deed", bulk.deed().label())
                .set("state", state)
                .set("files", bulk.files())
                .set("done", bulk.done())
                .set("refused", bulk.refused())
                .set("undo", bulk.canBeUndone());
        JsonResponse.set(json, "reason", bulk.reason());
        return json.build();
    }
}
