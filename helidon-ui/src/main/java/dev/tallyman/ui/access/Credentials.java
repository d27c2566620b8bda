package dev.tallyman.ui.access;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/** What a request says in {@code Authorization}, once. */
record Credentials(String scheme, String value) {
    static Optional<Credentials> of(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.AUTHORIZATION)) {
            return Optional.empty();
        }
        List<String> values = request.headers().get(HeaderNames.AUTHORIZATION).allValues();
        String first = values.getFirst().strip();
        int space = first.indexOf(' ');
        if (values.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                space < 0
                        ? new Credentials(first, "")
                        : new Credentials(
                                first.substring(0, space),
                                first.substring(space + 1).strip()));
    }

    boolean is(String name) {
        return scheme.equalsIgnoreCase(name);
    }
}
