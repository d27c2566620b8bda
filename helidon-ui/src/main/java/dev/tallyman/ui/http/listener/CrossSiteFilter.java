package dev.tallyman.ui.http.listener;

import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other sites' pages out: a browser's cross-site request changes nothing here, and only the
 * {@link AllowedHosts} that are known are answered. Sets the headers that hold for every answer.
 */
public final class CrossSiteFilter implements Filter {
    private static final Set<Method> SAFE = Set.of(Method.GET, Method.HEAD, Method.OPTIONS);
    private static final HeaderName SEC_FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final AllowedHosts hosts;

    public CrossSiteFilter(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("X-Frame-Options", "SAMEORIGIN")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        ServerRequestHeaders headers = request.headers();
        String host = headers.value(HeaderNames.HOST).orElse("");
        // Sent, not thrown: the filter around this one is to see the answer.
        if (!hosts.knows(host)) {
            ErrorAnswers.send(
                    request,
                    response,
                    new Problem(
                            Status.MISDIRECTED_REQUEST_421,
                            "This server does not go by this name",
                            hosts.allowed().isEmpty()
                                    ? "It is for this machine only: open it as localhost, or start it with --allowed-host and the name."
                                    : "Open it under a name that it was told with --allowed-host, or tell it this one."));
        } else if (!SAFE.contains(request.prologue().method()) && isCrossSite(headers, host)) {
            ErrorAnswers.send(
                    request,
                    response,
                    new Problem(
                            Status.FORBIDDEN_403,
                            "Another site may not change anything here",
                            "Do it from Tallyman’s own pages, or with a program that is not a browser."));
        } else {
            chain.proceed();
        }
    }

    // https://web.dev/articles/fetch-metadata ; browsers send Origin alone where the connection is not secure.
    private static boolean isCrossSite(ServerRequestHeaders headers, String host) {
        Optional<String> site = headers.value(SEC_FETCH_SITE);
        if (site.isPresent()) {
            return !site.get().equals("same-origin") && !site.get().equals("none");
        }
        return headers.value(HeaderNames.ORIGIN)
                .filter(origin -> !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host))
                .isPresent();
    }
}
