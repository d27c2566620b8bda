package dev.tallyman.ui.api.inside;

import dev.tallyman.file.Category;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.description.MemberRows;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.FileActions;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What lies inside archives and e-mails, page by page. */
public final class MembersApi implements HttpService {
    private static final int LIMIT = 100;
    private static final int MOST = 1_000;

    private final Index index;
    private final FileActions actions;

    public MembersApi(Index index, FileActions actions) {
        this.index = index;
        this.actions = actions;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/{id}/members", this::list);
    }

    private void list(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.find(request);
        int limit = number(request, "limit", LIMIT);
        if (limit < 1 || limit > MOST) {
            throw Problem.badRequest("limit is a number from 1 to 1000.");
        }
        int after = number(request, "cursor", 0);
        List<MemberRows.Row> rows = index.descriptions().members(file.id(), after, limit + 1);
        List<MemberRows.Row> page = rows.subList(0, Math.min(limit, rows.size()));
        JsonObject.Builder json = JsonObject.builder()
                .setValues("items", page.stream().map(MembersApi::json).toList());
        JsonResponse.set(
                json,
                "next",
                rows.size() > limit ? String.valueOf(page.getLast().number()) : null);
        JsonResponse.send(response, json.build());
    }

    private static JsonObject json(MemberRows.Row row) {
        JsonObject.Builder json = JsonObject.builder().set("name", row.text());
        if (!Arrays.equals(row.text().getBytes(StandardCharsets.UTF_8), row.bytes())) {
            json.set("name_bytes", Base64.getEncoder().encodeToString(row.bytes()));
        }
        JsonResponse.set(json, "size", row.size());
        JsonResponse.set(json, "packed", row.packed());
        JsonResponse.set(json, "modified", row.modified());
        json.set("encrypted", row.encrypted());
        Category category = row.category();
        JsonResponse.set(json, "category", category == null ? null : category.label());
        JsonResponse.set(json, "mime", row.mime());
        JsonResponse.set(json, "puid", row.puid());
        JsonResponse.set(json, "format", row.format());
        return json.build();
    }

    private static int number(ServerRequest request, String name, int standard) {
        try {
            return request.query().first(name).map(Integer::parseInt).orElse(standard);
        } catch (NumberFormatException e) {
            throw Problem.badRequest(name + " is a number.");
        }
    }
}
