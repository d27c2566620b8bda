package dev.tallyman.ui.access;

import dev.tallyman.index.Index;
import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.BrowserSessions;
import dev.tallyman.index.people.Deed;
import dev.tallyman.index.people.History;
import dev.tallyman.index.people.Person;
import dev.tallyman.index.people.Tokens;
import dev.tallyman.rules.Access;
import dev.tallyman.rules.Reach;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.http.Problem;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows who sends a request: by a token, by a session, or as the settings choose. */
public final class Visitors {
    public static final String TOKEN = "tly_";

    private final BrowserSessions sessions;
    private final Tokens tokens;
    private final History history;
    private final Authentication authentication;
    private final EntryCounters entries;
    private final Supplier<Access> access;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param access who may do what, as the rules in force say
     */
    public Visitors(Index index, Authentication authentication, EntryCounters entries, Supplier<Access> access) {
        this.access = access;
        this.entries = entries;
        this.sessions = index.sessions();
        this.tokens = index.tokens();
        this.history = index.events();
        this.authentication = authentication;
    }

    /**
     * Whose request it is.
     *
     * @throws Problem 401 for nobody that is known, 429 for too many guesses
     */
    Visit visit(ServerRequest request) {
        Optional<Credentials> bearer = Credentials.of(request).filter(credentials -> credentials.is("Bearer"));
        if (bearer.isPresent()) {
            return byToken(new Secret(bearer.get().value()).hash(), origin(request));
        }
        Optional<Secret> cookie = SessionCookie.of(request);
        Optional<Person> known = cookie.flatMap(secret -> bySession(secret, true));
        if (known.isPresent()) {
            Secret secret = cookie.orElseThrow();
            return visit(known.get(), null, origin(request), () -> bySession(secret, false));
        }
        if (isStranger(request)) {
            return stranger(origin(request));
        }
        Person person = authentication.person(request);
        // Without a session it lasts as long as the password is the same, or the proxy says so with each request.
        return visit(person, null, origin(request), () -> authentication.today(person, Optional.empty()));
    }

    private String origin(ServerRequest request) {
        return authentication.origin(request).toString();
    }

    private Visit visit(Person person, @Nullable Long token, String origin, Supplier<Optional<Person>> now) {
        Reach reach = authentication.reach(person, access.get());
        return new Visit(
                person,
                new Author(person.name(), token, origin),
                reach,
                () -> now.get()
                        .map(today -> authentication.reach(today, access.get()))
                        .filter(reach::equals)
                        .isPresent());
    }

    // Only where the rules let everyone in somewhere, and only who does not try to be somebody.
    private boolean isStranger(ServerRequest request) {
        return access.get().strangers().most() != Role.NONE && !authentication.isAddressed(request);
    }

    private Visit stranger(String origin) {
        Reach reach = access.get().strangers();
        return new Visit(
                Visit.STRANGER,
                new Author(Visit.STRANGER.name(), null, origin),
                reach,
                () -> access.get().strangers().equals(reach));
    }

    private Visit byToken(byte[] hash, String origin) {
        return tokens.use(hash)
                .flatMap(found -> authentication
                        .today(found.person(), Optional.empty())
                        .map(person -> visit(
                                person,
                                found.id(),
                                origin,
                                () -> tokens.find(hash)
                                        .flatMap(token -> authentication.today(token.person(), Optional.empty())))))
                .orElseThrow(
                        () -> new Problem(
                                Status.UNAUTHORIZED_401,
                                "The token is not valid",
                                "It has expired, was revoked, or was never made here. Make a new one with POST /api/v1/tokens."));
    }

    private Optional<Person> bySession(Secret secret, boolean seen) {
        return sessions.find(secret.hash(), SessionCookie.ENDS, seen)
                .flatMap(session -> authentication.today(session.person(), Optional.of(session.proof())));
    }

    /** Begins a session under a new secret, whatever the browser had before. */
    public void signIn(ServerRequest request, ServerResponse response, BrowserSessions.Session session) {
        SessionCookie.of(request).ifPresent(before -> sessions.end(before.hash()));
        Secret secret = Secret.make("", random);
        sessions.begin(secret.hash(), session, SessionCookie.ENDS);
        SessionCookie.set(request, response, secret);
        var author = new Author(session.person().name(), null, origin(request));
        history.note(author, Deed.SIGN_IN, "");
        entries.signedIn();
    }

    /** Counts somebody who was not let in. */
    public void refused(Problem problem) {
        entries.refused(problem.status().code());
    }

    /** Ends the session of this browser. */
    public void signOut(ServerRequest request, ServerResponse response) {
        SessionCookie.of(request).ifPresent(secret -> sessions.end(secret.hash()));
        SessionCookie.clear(request, response);
    }

    /** Ends all sessions of whoever asks for it. */
    public void signOutEverywhere(ServerRequest request, ServerResponse response) {
        Visit.current().ifPresent(visit -> sessions.endAll(visit.person().name()));
        SessionCookie.clear(request, response);
    }
}
