package dev.tallyman.ui.access;

import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Person;
import java.util.Optional;

/**
 * Somebody's request.
 *
 * @param author whom what it changes is written down for
 */
public record Visit(Person person, Author author) {
    static final ScopedValue<Visit> CURRENT = ScopedValue.newInstance();

    /** That of the request that is being answered; empty where nobody signs in. */
    public static Optional<Visit> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Whether a script sent it. */
    public boolean byToken() {
        return author.token() != null;
    }

    void run(Runnable work) {
        author.run(() -> ScopedValue.where(CURRENT, this).run(work));
    }
}
