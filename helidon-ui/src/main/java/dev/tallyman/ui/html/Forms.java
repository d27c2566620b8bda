package dev.tallyman.ui.html;

import io.helidon.common.parameters.Parameters;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a posted form says. */
final class Forms {
    private static final int MOST = 1_000;

    private final Parameters parameters;

    Forms(ServerRequest request) {
        this.parameters =
                request.content().hasEntity()
                        ? request.content().as(Parameters.class)
                        : Parameters.empty("form");
    }

    String get(String name) {
        return parameters.first(name).orElse("");
    }

    /** All ids under a name, whether one by one or separated by commas. */
    List<Long> ids(String name) {
        return ids(parameters, name);
    }

    static List<Long> ids(Parameters parameters, String name) {
        List<Long> ids = new ArrayList<>();
        if (parameters.contains(name)) {
            for (String values : parameters.all(name)) {
                for (String value : values.split(",", -1)) {
                    if (value.matches("\\d{1,18}") && ids.size() < MOST) {
                        ids.add(Long.valueOf(value));
                    }
                }
            }
        }
        return List.copyOf(ids);
    }

    /** The id in the address; empty for what cannot be one. */
    static Optional<Long> id(ServerRequest request) {
        return Optional.of(request.path().pathParameters().get("id"))
                .filter(id -> id.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    /** The page to go back to, of this site only, with something added to its address. */
    String back(String otherwise, String added) {
        String back = get("back");
        String page = back.matches("/([^/\\\\].*)?") ? back : otherwise;
        if (added.isEmpty()) {
            return page;
        }
        return page + (page.indexOf('?') < 0 ? "?" : "&") + added;
    }
}
