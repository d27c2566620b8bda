package dev.tallyman.ui.api.change;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.rules.Role;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.ui.intake.FileActions;
import dev.tallyman.ui.intake.FileJson;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Supplier;

/** Lets a file go that the rules hold; the reason is written down. */
public final class ReleaseApi implements HttpService {
    private static final int LONGEST = 500;

    private final Index index;
    private final FileActions actions;
    private final Supplier<Rules> rules;

    public ReleaseApi(Index index, FileActions actions, Supplier<Rules> rules) {
        this.index = index;
        this.actions = actions;
        this.rules = rules;
    }

    @Override
    public void routing(HttpRules routes) {
        routes.post("/{id}/release", this::release);
    }

    private void release(ServerRequest request, ServerResponse response) {
        StoredFile file = actions.find(request);
        Visit.require(Role.OPERATOR, file.path());
        String reason = request.query().first("reason").orElse("").strip();
        if (reason.isEmpty() || reason.length() > LONGEST) {
            throw Problem.badRequest("Say why in ?reason=, in up to " + LONGEST + " characters.");
        }
        if (rules.get().uploads().held(file).isEmpty()) {
            throw new Problem(Status.CONFLICT_409, "The file is not in that state", "This file is not held.");
        }
        index.descriptions().release(file.id(), reason);
        JsonResponse.send(response, FileJson.of(index.catalog().find(file.id()).orElseThrow()));
    }
}
