package dev.tallyman.ui.api;

import dev.tallyman.index.Index;
import dev.tallyman.index.catalog.KnownContents;
import dev.tallyman.index.catalog.KnownContents.Content;
import dev.tallyman.ui.http.JsonBody;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.FileJson;
import dev.tallyman.volume.disk.FilePath;
import io.helidon.json.JsonException;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonValue;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says which contents are here already, before anybody sends them. */
public final class KnownApi implements HttpService {
    private static final int MOST = 1_000;
    private static final int LARGEST = 512 << 10;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final String EXAMPLE = "[{\"sha256\": \"…64 hex digits…\", \"size\": 5}]";

    private final Index index;

    public KnownApi(Index index) {
        this.index = index;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/known", this::known);
    }

    private void known(ServerRequest request, ServerResponse response) throws IOException {
        List<JsonValue> items = JsonBody.readArray(request, LARGEST, EXAMPLE);
        if (items.size() > MOST) {
            throw Problem.badRequest("Ask for at most 1,000 contents at a time.");
        }
        List<JsonObject> known = index
                .contents()
                .of(items.stream().map(KnownApi::content).toList())
                .stream()
                .map(KnownApi::json)
                .toList();
        JsonResponse.send(
                response, JsonObject.builder().setValues("items", known).build());
    }

    private static Content content(JsonValue item) {
        try {
            JsonObject object = item.asObject();
            String sha256 = object.stringValue("sha256", "");
            // Exactly: a number that is none of bytes would be taken for another.
            long size = object.numberValue("size", BigDecimal.ONE.negate()).longValueExact();
            if (SHA256.matcher(sha256).matches() && size >= 0) {
                return new Content(
                        sha256.toLowerCase(Locale.ROOT),
                        size,
                        object.stringValue("path").map(FilePath::of).orElse(null));
            }
        } catch (JsonException | ArithmeticException | NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest("Each content has a sha256 of 64 hex digits and a size in bytes: " + EXAMPLE + ".");
    }

    private static JsonObject json(KnownContents.Known known) {
        List<JsonObject> files = known.files().stream()
                .map(file -> {
                    JsonObject.Builder json = JsonObject.builder().set("id", Long.toString(file.id()));
                    FileJson.path(json, file.path());
                    JsonResponse.set(json, "batch", file.batch());
                    return json.build();
                })
                .toList();
        return JsonObject.builder()
                .set("sha256", known.content().sha256())
                .set("size", known.content().size())
                .setValues("files", files)
                .build();
    }
}
