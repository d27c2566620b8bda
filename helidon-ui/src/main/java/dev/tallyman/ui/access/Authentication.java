package dev.tallyman.ui.access;

import dev.tallyman.index.people.Person;
import dev.tallyman.rules.Access;
import dev.tallyman.rules.Reach;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** A way to know who sends a request. */
public sealed interface Authentication permits TrustedProxy, PasswordFile, OpenIdIssuer, BreakGlass {
    /**
     * Who sent it.
     *
     * @throws dev.tallyman.ui.http.Problem 401 for nobody that is known, 429 for too many guesses
     */
    Person person(ServerRequest request);

    /**
     * Who somebody that was known before is now; empty when they are not known any more.
     *
     * @param proof what they were known by, where that must be the same
     */
    Optional<Person> today(Person then, Optional<String> proof);

    /** What somebody may do, by the rules in force. */
    default Reach reach(Person person, Access rules) {
        return rules.reach(person.groups());
    }

    /** Whether it says who sent it, rightly or not. */
    default boolean isAddressed(ServerRequest request) {
        return request.headers().contains(HeaderNames.AUTHORIZATION);
    }

    /** The neighbourhood that it came from, for what is written down. */
    default Network origin(ServerRequest request) {
        return Network.near(request);
    }

    /** How a program is to sign in, as {@code WWW-Authenticate} says it. */
    Optional<String> challenge();

    /** Whether a browser signs in on a page of this server. */
    default boolean hasPage() {
        return challenge().isPresent();
    }
}
