package dev.tallyman.ui.html.people;

import dev.tallyman.index.people.Person;
import dev.tallyman.rules.Reach;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.FrameFactory;
import dev.tallyman.ui.html.page.PageRenderer;
import dev.tallyman.ui.http.Problem;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Tells people who they are here and what they may. */
public final class AccountService implements HttpService {
    private final FrameFactory frames;
    private final Supplier<String> contact;
    private final boolean leave;
    private final PageRenderer html = new PageRenderer();

    /**
     * @param contact whom to ask for more, as the rules say
     * @param leave whether signing out is ours, and not a proxy's
     */
    public AccountService(FrameFactory frames, Supplier<String> contact, boolean leave) {
        this.contact = contact;
        this.frames = frames;
        this.leave = leave;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/account", this::account);
    }

    private void account(ServerRequest request, ServerResponse response) {
        if (leave && Visit.current().filter(Visit::isStranger).isPresent()) {
            PageRenderer.seeOther(response, "/sign-in");
            return;
        }
        Person person = Visit.current()
                .filter(visit -> !visit.isStranger())
                .map(Visit::person)
                .orElseThrow(() -> Problem.notFound("Nobody has signed in."));
        Frame frame = frames.withoutIndex(person.display());
        Reach reach = Visit.currentReach();
        boolean activity = reach.most().covers(Role.OPERATOR);
        List<AccountPage.Right> rights = reach.roles().entrySet().stream()
                .map(right ->
                        new AccountPage.Right(right.getKey(), right.getValue().label()))
                .toList();
        String groups = String.join(", ", new TreeSet<>(person.groups()));
        html.send(
                response,
                "people/account.jte",
                new AccountPage(frame, person.name(), groups, rights, contact.get(), activity, leave));
    }
}
