package dev.tallyman.ui.html.people;

import dev.tallyman.ui.access.Visitors;
import dev.tallyman.ui.html.page.PageRenderer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Ends sessions. */
public final class SignOutService implements HttpService {
    private final Visitors visitors;
    private final String then;

    /**
     * @param then the page to go to afterwards
     */
    public SignOutService(Visitors visitors, String then) {
        this.visitors = visitors;
        this.then = then;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/sign-out", this::signOut).post("/sign-out/everywhere", this::signOutEverywhere);
    }

    private void signOut(ServerRequest request, ServerResponse response) {
        visitors.signOut(request, response);
        PageRenderer.seeOther(response, then);
    }

    private void signOutEverywhere(ServerRequest request, ServerResponse response) {
        visitors.signOutEverywhere(request, response);
        PageRenderer.seeOther(response, then);
    }
}
