package dev.tallyman.index.people;

import org.jspecify.annotations.Nullable;

/**
 * Who a change is written down for.
 *
 * @param person their name; empty where it is not known
 * @param token the token that their script came with; null where they came themselves
 * @param origin from where: the neighbourhood of an address, never the address
 */
public record Author(String person, @Nullable Long token, String origin) {
    private static final ScopedValue<Author> CURRENT = ScopedValue.newInstance();

    /** Writes down for this one what the work changes. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** Somebody who did not say who they are, where nobody has to. */
    public static Author unnamed(String origin) {
        return new Author("", null, origin);
    }

    /** Whether it is known who it is. */
    public boolean isNamed() {
        return !person.isEmpty();
    }

    /** Who it is; null for nobody, and for who did not say it. */
    public static @Nullable String currentPerson() {
        Author author = current();
        return author == null || !author.isNamed() ? null : author.person();
    }

    /** Null for what programs do by themselves. */
    public static @Nullable Author current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }
}
