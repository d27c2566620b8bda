package dev.tallyman.ui.api.change;

import dev.tallyman.file.StoredFile;
import dev.tallyman.ui.http.JsonBody;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Set;

/** Gives files and folders other paths. */
public final class MovesApi implements HttpService {
    private static final String FILE = "{\"to\": \"folder/name.pdf\"}";
    private static final String FOLDER = "{\"from\": \"2025\", \"to\": \"archive/2025\"}";

    private final FileActions actions;

    public MovesApi(FileActions actions) {
        this.actions = actions;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/files/{id}/move", this::file).post("/folders/move", this::folder);
    }

    private void file(ServerRequest request, ServerResponse response) throws IOException {
        StoredFile file = actions.find(request);
        JsonObject order = order(request, Set.of("to"), FILE);
        JsonResponse.send(response, FileJson.of(actions.move(file, path(order, "to", FILE))));
    }

    private void folder(ServerRequest request, ServerResponse response) throws IOException {
        JsonObject order = order(request, Set.of("from", "to"), FOLDER);
        FilePath to = path(order, "to", FOLDER);
        long files = actions.moveFolder(path(order, "from", FOLDER), to);
        JsonResponse.send(
                response,
                JsonObject.builder().set("path", to.text()).set("files", files).build());
    }

    private static JsonObject order(ServerRequest request, Set<String> names, String example) throws IOException {
        JsonObject order = JsonBody.read(request, example);
        if (!order.keysAsStrings().equals(names)) {
            throw Problem.badRequest("Say where to, and nothing else: " + example + ".");
        }
        return order;
    }

    private static FilePath path(JsonObject order, String name, String example) {
        try {
            return FilePath.of(order.stringValue(name).orElseThrow());
        } catch (JsonException e) {
            throw Problem.badRequest(name + " is a path as text: " + example + ".");
        }
    }
}
