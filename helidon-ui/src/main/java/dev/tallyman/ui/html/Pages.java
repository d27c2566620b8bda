package dev.tallyman.ui.html;

import dev.tallyman.volume.IntakeException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;

/** All pages, and the page for what went wrong. */
public final class Pages implements HttpService {
    private final Parts parts;
    private final Html html = new Html();

    public Pages(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.register("/assets", new Assets());
        new FilesPages(parts, html).routing(rules);
        new UploadForm(parts.uploads()).routing(rules);
        new Actions(parts).routing(rules);
        new Download(parts.index(), parts.budget()).routing(rules);
        new FilePages(parts, html).routing(rules);
        new TrashPages(parts, html).routing(rules);
        new RunsPages(parts, html).routing(rules);
        new RunPages(parts, html).routing(rules);
    }

    /** Says in HTML what went wrong. */
    public void error(ServerResponse response, Status status, String title, String detail) {
        message(response, status, title, detail, false);
    }

    /** Instead of the report while there is none. */
    public void noReport(ServerResponse response) {
        message(
                response,
                Status.NOT_FOUND_404,
                "There is no report yet.",
                "A report is made after files were read, at most as often as the rules allow. Report now makes one within seconds.",
                true);
    }

    private void message(ServerResponse response, Status status, String title, String detail, boolean report) {
        Frame frame = frame(title.replaceFirst("\\.$", ""));
        html.send(response, status, "message.jte", new MessagePage(frame, title, detail, report));
    }

    private Frame frame(String title) {
        try {
            return parts.frames().frame(title, Frame.Tab.NONE);
        } catch (IntakeException e) {
            return parts.frames().withoutIndex(title); // it may be what went wrong
        }
    }
}
