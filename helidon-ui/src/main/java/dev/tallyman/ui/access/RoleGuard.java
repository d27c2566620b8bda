package dev.tallyman.ui.access;

import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.rules.Access;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.KnownRoutes;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.IntakeException;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets people do what their role covers, as the rules in force say. */
public final class RoleGuard implements KnownRoutes.Guard {
    private static final System.Logger LOG = System.getLogger(RoleGuard.class.getName());

    private final Supplier<Access> access;
    private final History history;
    private final EntryCounters entries;

    public RoleGuard(Supplier<Access> access, History history, EntryCounters entries) {
        this.entries = entries;
        this.access = access;
        this.history = history;
    }

    @Override
    public Handler guard(Method method, String pattern, Handler handler) {
        Optional<Role> needed = Needs.of(method, pattern);
        Optional<Deed> deed = Needs.deed(method, pattern);
        return (request, response) -> {
            Optional<Visit> visit = Visit.current();
            if (visit.isPresent() && needed.isPresent()) {
                require(needed.get(), visit.get(), ErrorAnswers.where(request));
            }
            handler.handle(request, response);
            if (visit.isPresent() && deed.isPresent()) {
                note(visit.get(), deed.get(), request.prologue().uriPath().path());
            }
        };
    }

    private void require(Role needed, Visit visit, String where) {
        Access rules = access.get();
        Optional<Role> role = rules.role(visit.person().groups());
        if (role.filter(has -> has.covers(needed)).isPresent()) {
            return;
        }
        entries.refused(Status.FORBIDDEN_403.code());
        note(visit, Deed.DENIED, where);
        throw new Problem(
                Status.FORBIDDEN_403,
                "You may not " + needed.deed(),
                "It takes the role " + needed.label() + ", and you have "
                        + role.map(has -> "the role " + has.label()).orElse("none") + ". "
                        + (rules.contact().isEmpty()
                                ? "Ask whoever keeps the rules of this intake."
                                : "Ask " + rules.contact() + "."));
    }

    // What was answered stays answered, on a full volume too.
    private void note(Visit visit, Deed deed, String subject) {
        try {
            history.note(visit.author(), deed, subject);
        } catch (IntakeException e) {
            LOG.log(Level.WARNING, deed.label() + " of " + visit.author() + " could not be written down", e);
        }
    }
}
