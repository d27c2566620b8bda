package dev.tallyman.ui.access;

import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ErrorHandler;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.regex.Pattern;

/** Lets in whoever is known, and says to everybody else how to sign in. */
public final class SignInFilter implements Filter {
    /**
     * What holds nothing of the intake, and pages need before anybody is known. As it arrives,
     * because {@code /assets/../trash} is an address of the trash.
     */
    private static final Pattern OPEN = Pattern.compile("/assets/\\w[\\w.-]*");

    private final Authentication authentication;
    private final ErrorHandler<Throwable> refusal;

    /**
     * @param refusal answers what was refused
     */
    public SignInFilter(Authentication authentication, ErrorHandler<Throwable> refusal) {
        this.authentication = authentication;
        this.refusal = refusal;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (OPEN.matcher(request.prologue().uriPath().rawPath()).matches()) {
            chain.proceed();
            return;
        }
        Person person;
        try {
            person = authentication.person(request);
        } catch (Problem problem) {
            // Sent, not thrown: the filters around this one are to see the answer.
            if (problem.status().code() == 401) {
                authentication
                        .challenge()
                        .ifPresent(challenge -> response.header(HeaderNames.WWW_AUTHENTICATE, challenge));
            }
            refusal.handle(request, response, problem);
            return;
        }
        ScopedValue.where(Person.CURRENT, person).run(chain::proceed);
    }
}
