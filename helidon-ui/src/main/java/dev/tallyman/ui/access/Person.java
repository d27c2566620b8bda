package dev.tallyman.ui.access;

import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has signed in.
 *
 * @param name unique among all, as the way of signing in tells it
 * @param display what pages call them
 */
public record Person(String name, String display, Set<String> groups) {
    static final ScopedValue<Person> CURRENT = ScopedValue.newInstance();

    public Person {
        groups = Set.copyOf(groups);
    }

    /** Who sent the request that is being answered; empty where nobody signs in. */
    public static Optional<Person> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
