package dev.tallyman.ui.access;

import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Lets in whoever is known, and says to everybody else how to sign in. */
public final class SignInFilter implements Filter {
    private static final String TOKEN = "Bearer realm=\"Tallyman\"";
    private static final HeaderName SEC_FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");

    /**
     * What holds nothing of the intake, and pages need before anybody is known. As it arrives,
     * because {@code /assets/../trash} is an address of the trash.
     */
    private static final Pattern OPEN =
            Pattern.compile("/assets/(\\w+/)?\\w[\\w.-]*|/favicon\\.ico|/sign-in(/callback|/left)?");

    private final Visitors visitors;
    private final Authentication authentication;
    private final EntryCounters entries;
    private final ErrorHandler<Throwable> refusal;

    /**
     * @param refusal answers what was refused
     */
    public SignInFilter(
            Visitors visitors, Authentication authentication, ErrorHandler<Throwable> refusal, EntryCounters entries) {
        this.entries = entries;
        this.visitors = visitors;
        this.authentication = authentication;
        this.refusal = refusal;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (OPEN.matcher(request.prologue().uriPath().rawPath()).matches()) {
            chain.proceed();
            return;
        }
        Visit visit;
        try {
            visit = visitors.visit(request);
        } catch (Problem problem) {
            entries.refused(problem.status().code());
            // Sent, not thrown: the filters around this one are to see the answer.
            refuse(request, response, problem);
            return;
        }
        visit.run(chain::proceed);
    }

    private void refuse(RoutingRequest request, RoutingResponse response, Problem problem) {
        boolean unknown =
                problem.status().code() == 401 && authentication.challenge().isPresent();
        if (problem.status().code() == 401 && authentication.hasPage() && isPageForPeople(request)) {
            response.status(Status.SEE_OTHER_303)
                    .header(HeaderNames.LOCATION, "/sign-in?back=" + encoded(address(request)))
                    .header(HeaderNames.CACHE_CONTROL, "no-store")
                    .send();
            return;
        }
        // A browser that is challenged for a password asks by itself, over the page and without its words.
        if (unknown && !request.headers().contains(SEC_FETCH_MODE)) {
            response.header(
                    HeaderNames.WWW_AUTHENTICATE, authentication.challenge().orElseThrow(), TOKEN);
        } else if (problem.status().code() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, TOKEN);
        }
        refusal.handle(request, response, problem);
    }

    // A program that sends a wrong password or token is told so.
    private static boolean isPageForPeople(RoutingRequest request) {
        return request.prologue().method().equals(Method.GET)
                && !request.headers().contains(HeaderNames.AUTHORIZATION)
                && request.headers()
                        .value(HeaderNames.ACCEPT)
                        .filter(accept -> accept.contains("text/html"))
                        .isPresent();
    }

    private static String address(RoutingRequest request) {
        String query = request.prologue().query().rawValue();
        return request.prologue().uriPath().rawPath() + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
