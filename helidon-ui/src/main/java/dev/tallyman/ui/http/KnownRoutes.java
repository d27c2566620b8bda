package dev.tallyman.ui.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The routes of the API, passed on to the server and remembered: so that a wrong method is told
 * from a wrong address, and the description of the API can be checked against them. What answers
 * GET answers HEAD.
 */
public final class KnownRoutes implements HttpRules {
    private final HttpRules server;
    private final String prefix;
    private final List<Known> known;
    private final Guard guard;

    private KnownRoutes(HttpRules server, String prefix, List<Known> known, Guard guard) {
        this.server = server;
        this.prefix = prefix;
        this.known = known;
        this.guard = guard;
    }

    public KnownRoutes(HttpRules server, Guard guard) {
        this(server, "", new ArrayList<>(), guard);
    }

    /** Stands before a route and lets through whoever may. */
    public interface Guard {
        /** Lets everybody through. */
        Guard NONE = (_, _, handler) -> handler;

        Handler guard(Method method, String pattern, Handler handler);
    }

    /** A method and the pattern of an address. */
    public record Known(Method method, String pattern, PathMatcher matcher) {}

    public List<Known> known() {
        return List.copyOf(known);
    }

    @Override
    public HttpRules register(HttpService... services) {
        for (HttpService service : services) {
            service.routing(this);
        }
        return this;
    }

    @Override
    public HttpRules register(String path, HttpService... services) {
        new KnownRoutes(server, prefix + path, known, guard).register(services);
        return this;
    }

    @Override
    public HttpRules route(HttpRoute route) {
        throw new UnsupportedOperationException("give a method and a path");
    }

    @Override
    public HttpRules route(Method method, String path, Handler handler) {
        String pattern = path.equals("/") ? prefix : prefix + path;
        PathMatcher matcher = PathMatchers.create(pattern);
        return add(method, pattern, pattern.contains("{") ? new BesideNames(matcher, known) : matcher, handler);
    }

    /** A pattern with a place for anything in it, which no address of its own is taken for: /files/trash is no file. */
    private record BesideNames(PathMatcher pattern, List<Known> known) implements PathMatcher {
        @Override
        public PathMatchers.MatchResult match(UriPath path) {
            PathMatchers.MatchResult result = pattern.match(path);
            boolean isName = result.accepted()
                    && known.stream().anyMatch(route -> route.pattern().equals(path.path()));
            return isName ? PathMatchers.MatchResult.notAccepted() : result;
        }

        @Override
        public PathMatchers.PrefixMatchResult prefixMatch(UriPath path) {
            return pattern.prefixMatch(path);
        }

        @Override
        public Optional<String> matchingElement() {
            return pattern.matchingElement();
        }
    }

    /** For a matcher that looks at the whole path as it arrived. */
    @Override
    public HttpRules route(Method method, PathMatcher matcher, Handler handler) {
        return add(method, matcher.matchingElement().orElseThrow(), matcher, handler);
    }

    // A stream has no end that HEAD could tell of.
    private HttpRules add(Method method, String pattern, PathMatcher matcher, Handler handler) {
        known.add(new Known(method, pattern, matcher));
        Handler guarded = guard.guard(method, pattern, handler);
        server.route(method, matcher, guarded);
        if (method.equals(Method.GET) && !pattern.endsWith("/events")) {
            server.route(Method.HEAD, matcher, guarded);
        }
        return this;
    }

    /** What no route took: another method of a known address, or an unknown one. */
    public void unknown(ServerRequest request, ServerResponse response) {
        if (!refuse(request, response)) {
            throw Problem.notFound(
                    request.prologue().uriPath().rawPath().startsWith("/api/")
                            ? "There is nothing at this address; /openapi.yaml lists them all."
                            : "There is nothing at this address. It may have been purged, or mistyped.");
        }
    }

    /** Answers another method of a known address with those that it has; false where the address is unknown. */
    public boolean refuse(ServerRequest request, ServerResponse response) {
        String allowed = allowed(request);
        if (allowed.isEmpty()) {
            return false;
        }
        response.header(HeaderNames.ALLOW, allowed);
        if (request.prologue().method().equals(Method.OPTIONS)) {
            response.status(Status.NO_CONTENT_204).send();
            return true;
        }
        ErrorAnswers.send(
                request,
                response,
                new Problem(
                        Status.METHOD_NOT_ALLOWED_405,
                        "The method is not allowed here",
                        "This address answers " + allowed + "."));
        return true;
    }

    private String allowed(ServerRequest request) {
        return known.stream()
                .filter(route ->
                        route.matcher().match(request.prologue().uriPath()).accepted())
                .flatMap(route -> route.method().equals(Method.GET)
                        ? Stream.of("GET", "HEAD")
                        : Stream.of(route.method().text()))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
