package dev.tallyman.ui.access;

import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.rules.Access;
import dev.tallyman.rules.Reach;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.http.ErrorAnswers;
import dev.tallyman.ui.http.KnownRoutes;
import dev.tallyman.ui.http.Problem;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.FilePath;
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
        Optional<Needs.Need> need = Needs.of(method, pattern);
        Optional<Deed> deed = Needs.deed(method, pattern);
        return (request, response) -> {
            Optional<Visit> visit = Visit.current();
            try {
                visit.ifPresent(one -> need.ifPresent(needed -> require(needed, one.reach())));
                handler.handle(request, response);
            } catch (Visit.Denied denied) {
                throw refusal(denied, visit.orElseThrow(), ErrorAnswers.where(request));
            }
            Author author = Author.current();
            if (author != null && deed.isPresent()) {
                note(author, deed.get(), request.prologue().uriPath().path());
            }
        };
    }

    private static void require(Needs.Need need, Reach reach) {
        Role has = switch (need.where()) {
            case SOMEWHERE, AT_THE_FILE -> reach.most();
            case AT_THE_TOP -> reach.top();
            case EVERYWHERE -> reach.least();
        };
        // Whoever may less at a file than to see it is told so there.
        Role needed = need.where() == Needs.Where.AT_THE_FILE ? Role.VIEWER : need.role();
        if (!has.covers(needed)) {
            throw new Visit.Denied(need.role(), null);
        }
    }

    private Problem refusal(Visit.Denied denied, Visit visit, String where) {
        Role needed = denied.needed();
        if (visit.isStranger()) {
            entries.refused(Status.UNAUTHORIZED_401.code());
            return new Problem(
                    Status.UNAUTHORIZED_401,
                    "Nobody has signed in",
                    "Sign in: it takes the role " + needed.label() + ", which not everyone has here.");
        }
        entries.refused(Status.FORBIDDEN_403.code());
        note(visit.author(), Deed.DENIED, where);
        String contact = access.get().contact();
        return new Problem(
                Status.FORBIDDEN_403,
                "You may not " + needed.deed(),
                "It takes the role " + needed.label() + has(denied, visit.reach())
                        + (contact.isEmpty() ? "Ask whoever keeps the rules of this intake." : "Ask " + contact + "."));
    }

    private static String has(Visit.Denied denied, Reach reach) {
        boolean byFolder = reach.least() != reach.most();
        FilePath path = denied.path();
        Role has = path != null ? reach.at(path) : byFolder ? reach.least() : reach.most();
        String role = has == Role.NONE ? "none" : "the role " + has.label();
        if (!byFolder) {
            return ", and you have " + role + ". ";
        }
        if (path == null) {
            return " for the whole intake, and you have it in some folders at most. ";
        }
        String folder = path.folder().isEmpty() ? "the top folder" : path.folder();
        return " in " + folder + ", and you have " + role + " there. ";
    }

    // What was answered stays answered, on a full volume too.
    private void note(Author author, Deed deed, String subject) {
        try {
            history.note(author, deed, subject);
        } catch (IntakeException e) {
            LOG.log(Level.WARNING, deed.label() + " of " + author + " could not be written down", e);
        }
    }
}
