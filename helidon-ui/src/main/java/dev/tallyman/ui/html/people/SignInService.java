package dev.tallyman.ui.html.people;

import dev.tallyman.ui.access.Network;
import dev.tallyman.ui.access.PasswordFile;
import dev.tallyman.ui.access.Visitors;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.FormFields;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/** Asks for a name and a password, once a session. */
public final class SignInService implements HttpService {
    private final PasswordFile passwords;
    private final Visitors visitors;
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();

    public SignInService(PasswordFile passwords, Visitors visitors, FrameFactory frames) {
        this.passwords = passwords;
        this.visitors = visitors;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/sign-in", this::ask).post("/sign-in", this::signIn);
    }

    private void ask(ServerRequest request, ServerResponse response) {
        String back = request.query().first("back").orElse("/");
        send(response, Status.OK_200, new SignInPage(frames.withoutIndex("Sign in"), back, "", ""));
    }

    private void signIn(ServerRequest request, ServerResponse response) throws IOException {
        var form = new FormFields(request);
        try {
            var session = passwords.session(form.get("name"), form.get("password"), Network.near(request));
            visitors.signIn(request, response, session);
        } catch (Problem refused) {
            visitors.refused(refused);
            String trouble = refused.status().code() == Status.UNAUTHORIZED_401.code()
                    ? "The name or the password is wrong."
                    : refused.detail();
            send(
                    response,
                    refused.status(),
                    new SignInPage(frames.withoutIndex("Sign in"), form.get("back"), form.get("name"), trouble));
            return;
        }
        PageRenderer.seeOther(response, form.back("/", ""));
    }

    private void send(ServerResponse response, Status status, SignInPage page) {
        html.send(response, status, "people/sign-in.jte", page);
    }
}
