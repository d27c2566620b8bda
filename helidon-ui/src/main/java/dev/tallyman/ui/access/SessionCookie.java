package dev.tallyman.ui.access;

import dev.tallyman.index.people.BrowserSessions;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that holds a session's secret. Where TLS is in front it goes over nothing else, and
 * under a name that no other host of the domain can set.
 */
final class SessionCookie {
    static final BrowserSessions.Ends ENDS = new BrowserSessions.Ends(Duration.ofHours(8), Duration.ofDays(7));

    private static final String PLAIN = "tallyman";
    private static final String SECURE = "__Host-tallyman";

    private SessionCookie() {}

    static Optional<Secret> of(ServerRequest request) {
        List<String> values = values(request, isSecure(request) ? SECURE : PLAIN);
        return values.size() == 1 ? Optional.of(new Secret(values.getFirst())) : Optional.empty();
    }

    static List<String> values(ServerRequest request, String name) {
        List<String> values = new ArrayList<>();
        if (request.headers().contains(HeaderNames.COOKIE)) {
            for (String header : request.headers().get(HeaderNames.COOKIE).allValues()) {
                for (String pair : header.split(";", -1)) {
                    if (pair.strip().startsWith(name + "=")) {
                        values.add(pair.strip().substring(name.length() + 1));
                    }
                }
            }
        }
        return values;
    }

    static void set(ServerRequest request, ServerResponse response, Secret secret) {
        send(request, response, secret.text(), ENDS.longest());
    }

    static void clear(ServerRequest request, ServerResponse response) {
        send(request, response, "", Duration.ZERO);
    }

    private static void send(ServerRequest request, ServerResponse response, String value, Duration life) {
        boolean secure = isSecure(request);
        response.headers()
                .add(
                        HeaderNames.SET_COOKIE,
                        (secure ? SECURE : PLAIN) + "=" + value + "; Path=/; Max-Age=" + life.toSeconds()
                                + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
    }

    // Whoever forges this header is asked for the cookie of a connection that is secure, or gets
    // one that goes over such a connection only.
    static boolean isSecure(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.X_FORWARDED_PROTO)
                .filter(protocol -> protocol.equalsIgnoreCase("https"))
                .isPresent();
    }
}
