package dev.tallyman.ui.html.people;

import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.Done;
import dev.tallyman.index.people.History;
import dev.tallyman.look.Name;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows who did what. */
public final class ActivityService implements HttpService {
    private static final int ROWS = 100;

    private final History history;
    private final FrameFactory frames;
    private final PageRenderer html = new PageRenderer();

    public ActivityService(History history, FrameFactory frames) {
        this.history = history;
        this.frames = frames;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/activity", this::activity);
    }

    private void activity(ServerRequest request, ServerResponse response) {
        String person = request.query().first("person").orElse("").strip();
        String label = request.query().first("deed").orElse("");
        Optional<Deed> deed = Stream.of(Deed.values())
                .filter(one -> one.label().equals(label))
                .findFirst();
        long before = request.query()
                .first("before")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
        var filter = new History.Filter(person.isEmpty() ? null : person, deed.orElse(null), null, null);
        List<Done> found = Visit.currentReach().sight(Role.OPERATOR).see(() -> history.list(filter, before, ROWS + 1));
        List<Done> shown = found.subList(0, Math.min(ROWS, found.size()));
        String chosen = deed.map(Deed::label).orElse("");
        html.send(
                response,
                "people/activity.jte",
                new ActivityPage(
                        frames.frame("Activity", Frame.Tab.NONE),
                        person,
                        chosen,
                        Stream.of(Deed.values()).map(Deed::label).toList(),
                        shown.stream().map(ActivityService::row).toList(),
                        found.size() > ROWS
                                ? older(person, chosen, shown.getLast().id())
                                : null));
    }

    private static String older(String person, String deed, long before) {
        return "/activity?person=" + URLEncoder.encode(person, StandardCharsets.UTF_8) + "&deed=" + deed + "&before="
                + before;
    }

    private static ActivityPage.Row row(Done done) {
        Long token = done.author().token();
        return new ActivityPage.Row(
                done.at(),
                done.author().person(),
                token == null ? "" : "token " + token,
                done.deed().label(),
                Name.of(done.subject()),
                done.deed() == Deed.MOVE ? done.after() : null,
                url(done),
                done.author().origin());
    }

    // What was purged has no page any more.
    private static @Nullable String url(Done done) {
        if (done.run() != null) {
            return "/runs/" + done.run();
        }
        return done.file() == null || done.deed() == Deed.PURGE ? null : "/files/" + done.file();
    }
}
