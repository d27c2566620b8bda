package dev.tallyman.ui.html;

import dev.tallyman.index.Index;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/** All pages. */
public final class Pages implements HttpService {
    private final Index index;
    private final Frames frames;
    private final Html html = new Html();

    public Pages(Index index, Frames frames) {
        this.index = index;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register("/assets", new Assets());
        new FilesPages(index, frames, html).routing(rules);
    }
}
