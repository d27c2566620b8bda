package dev.tallyman.ui.html.about;

import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** Shows the description of the API, with a form for each request. */
public record ApiPageService(FrameFactory frames, PageRenderer html) implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get("/api", (_, response) -> html.send(response, "about/api.jte", frames.frame("API", Frame.Tab.NONE)));
    }
}
