package dev.tallyman.ui.html.people;

import dev.tallyman.index.people.Person;
import dev.tallyman.rules.Access;
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
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Tells people who they are here and what they may. */
public final class AccountService implements HttpService {
    private final Supplier<Access> access;
    private final FrameFactory frames;
    private final boolean leave;
    private final PageRenderer html = new PageRenderer();

    /**
     * @param leave whether signing out is ours, and not a proxy's
     */
    public AccountService(Supplier<Access> access, FrameFactory frames, boolean leave) {
        this.access = access;
        this.frames = frames;
        this.leave = leave;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/account", this::account);
    }

    private void account(ServerRequest request, ServerResponse response) {
        Person person = Visit.current().map(Visit::person).orElseThrow(() -> Problem.notFound("Nobody signs in here."));
        Frame frame = frames.withoutIndex(person.display());
        Optional<Role> role = access.get().role(person.groups());
        boolean activity = role.filter(has -> has.covers(Role.OPERATOR)).isPresent();
        String groups = String.join(", ", new TreeSet<>(person.groups()));
        html.send(
                response,
                "people/account.jte",
                new AccountPage(
                        frame, person.name(), groups, role.map(Role::label).orElse(""), activity, leave));
    }
}
