package dev.tallyman.ui.access;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** A way to know who sends a request. */
public sealed interface Authentication permits TrustedProxy, PasswordFile {
    /**
     * Who sent it.
     *
     * @throws dev.tallyman.ui.http.Problem 401 for nobody that is known, 429 for too many guesses
     */
    Person person(ServerRequest request);

    /** How a program is to sign in, as {@code WWW-Authenticate} says it. */
    Optional<String> challenge();
}
