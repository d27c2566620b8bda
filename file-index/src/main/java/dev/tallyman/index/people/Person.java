package dev.tallyman.index.people;

import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody who has signed in.
 *
 * @param name unique among all, as the way of signing in tells it
 * @param display what pages call them
 */
public record Person(String name, String display, Set<String> groups) {
    private static final String BETWEEN = "\n";

    public Person {
        groups = Set.copyOf(groups);
    }

    static Person of(String name, String display, String groups) {
        return new Person(name, display, groups.isEmpty() ? Set.of() : Set.of(groups.split(BETWEEN, -1)));
    }

    /** The groups as one text; none has a line break in it. */
    String joined() {
        return String.join(BETWEEN, new TreeSet<>(groups));
    }
}
