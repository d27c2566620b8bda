package dev.tallyman.ui.api;

import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.Done;
import dev.tallyman.index.people.History;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.http.JsonResponse;
import dev.tallyman.ui.http.RequestNames;
import io.helidon.http.BadRequestException;
import io.helidon.json.JsonObject;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who did what, the newest first. */
public final class HistoryApi implements HttpService {
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 1000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final History history;

    public HistoryApi(History history) {
        this.history = history;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::list);
    }

    private void list(ServerRequest request, ServerResponse response) {
        RequestNames.proveParameters(request, "person", "deed", "file", "run", "limit", "cursor");
        long limit = number(request, "limit").orElse((long) PAGE);
        if (limit < 1 || limit > MAX_PAGE) {
            throw new BadRequestException("“limit” is a number from 1 to 1000.");
        }
        var filter = new History.Filter(
                request.query().first("person").filter(name -> !name.isEmpty()).orElse(null),
                deed(request),
                number(request, "file").orElse(null),
                number(request, "run").orElse(null));
        long before = number(request, "cursor").orElse(Long.MAX_VALUE);
        List<Done> page =
                Visit.currentReach().sight(Role.OPERATOR).see(() -> history.list(filter, before, (int) limit + 1));
        List<Done> shown = page.subList(0, Math.min((int) limit, page.size()));
        JsonObject.Builder json = JsonObject.builder()
                .setValues(
                        "items", shown.stream().map(done -> done.json().build()).toList());
        JsonResponse.set(
                json,
                "next",
                page.size() > limit ? Long.toString(shown.getLast().id()) : null);
        JsonResponse.send(response, json.build());
    }

    private static @Nullable Deed deed(ServerRequest request) {
        String label = request.query().first("deed").orElse("");
        try {
            return label.isEmpty() ? null : Deed.of(label);
        } catch (IllegalArgumentException e) {
            String deeds = Arrays.stream(Deed.values()).map(Deed::label).collect(Collectors.joining(", "));
            throw new BadRequestException("“deed” is one of " + deeds + ".", e);
        }
    }

    private static Optional<Long> number(ServerRequest request, String name) {
        Optional<String> text = request.query().first(name).filter(one -> !one.isEmpty());
        if (text.filter(one -> !NUMBER.matcher(one).matches()).isPresent()) {
            throw new BadRequestException("“" + name + "” must be a number.");
        }
        return text.map(Long::valueOf);
    }
}
