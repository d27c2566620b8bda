package dev.tallyman.ui.http;

import io.helidon.http.BadRequestException;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What an address names: the thing that it is about, and the parameters that it gives. */
public final class RequestNames {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private RequestNames() {}

    /** The number of what the address is about, written in the one way that we write it; empty for anything else. */
    public static OptionalLong id(ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        return NUMBER.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    /** 400 for a parameter that is none of these: a list that left it out would show everything. */
    public static void proveParameters(ServerRequest request, String... allowed) {
        List<String> known = List.of(allowed);
        for (String name : request.query().names()) {
            if (!known.contains(name)) {
                throw new BadRequestException(
                        "There is no parameter “%s”; this list takes %s.".formatted(name, String.join(", ", known)));
            }
        }
    }
}
