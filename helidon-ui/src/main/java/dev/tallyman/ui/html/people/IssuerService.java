package dev.tallyman.ui.html.people;

import dev.tallyman.ui.access.OpenIdIssuer;
import dev.tallyman.ui.access.Secret;
import dev.tallyman.ui.access.SignInAttempt;
import dev.tallyman.ui.access.Visitors;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URI;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Sends people to the issuer and takes them in when they come back. */
public final class IssuerService implements HttpService {
    private final OpenIdIssuer issuer;
    private final Visitors visitors;
    private final FrameFactory frames;
    private final SecureRandom random = new SecureRandom();
    private final PageRenderer html = new PageRenderer();

    public IssuerService(OpenIdIssuer issuer, Visitors visitors, FrameFactory frames) {
        this.issuer = issuer;
        this.visitors = visitors;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/sign-in", this::begin)
                .get("/sign-in/callback", this::complete)
                .get("/sign-in/left", this::left);
    }

    private void begin(ServerRequest request, ServerResponse response) {
        String back = FormFields.here(request.query().first("back").orElse("/"), "/");
        var attempt = new SignInAttempt(Secret.make("", random), back);
        try {
            URI there = issuer.begin(attempt, SignInAttempt.callback(request));
            attempt.set(request, response);
            go(response, there.toString());
        } catch (Problem down) {
            send(response, down.status(), down.title(), down.detail(), null);
        }
    }

    private void complete(ServerRequest request, ServerResponse response) {
        SignInAttempt.clear(request, response);
        try {
            SignInAttempt attempt = SignInAttempt.of(request)
                    .orElseThrow(() -> new Problem(
                            Status.UNAUTHORIZED_401,
                            "You are not signed in",
                            "This was not begun in this browser, or too long ago. Sign in again."));
            URI answer = SignInAttempt.here(
                    request, "/sign-in/callback?" + request.prologue().query().rawValue());
            var session = issuer.complete(attempt, SignInAttempt.callback(request), answer);
            visitors.signIn(request, response, session);
            go(response, FormFields.here(attempt.back(), "/"));
        } catch (Problem refused) {
            visitors.refused(refused);
            send(response, refused.status(), refused.title(), refused.detail(), null);
        }
    }

    private void left(ServerRequest request, ServerResponse response) {
        String there = issuer.leave(SignInAttempt.here(request, "/sign-in/left"))
                .map(URI::toString)
                .orElse(null);
        send(
                response,
                Status.OK_200,
                "You are signed out",
                "Of Tallyman, that is: " + issuer.name()
                        + " may still know this browser, and then signs in without asking.",
                there);
    }

    private static void go(ServerResponse response, String url) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        PageRenderer.seeOther(response, url);
    }

    private void send(ServerResponse response, Status status, String title, String text, @Nullable String leave) {
        html.send(
                response,
                status,
                "people/issuer.jte",
                new IssuerPage(frames.withoutIndex(title), text, issuer.name(), leave));
    }
}
