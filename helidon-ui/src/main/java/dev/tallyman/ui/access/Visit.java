package dev.tallyman.ui.access;

import dev.tallyman.index.people.Author;
import dev.tallyman.index.people.Person;
import dev.tallyman.rules.Reach;
import dev.tallyman.rules.Role;
import dev.tallyman.volume.disk.FilePath;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's request.
 *
 * @param author whom what it changes is written down for
 * @param reach what they may do, folder by folder
 * @param lasts asks whether they would be let in now as they were then
 */
public record Visit(Person person, Author author, Reach reach, BooleanSupplier lasts) {
    static final ScopedValue<Visit> CURRENT = ScopedValue.newInstance();

    /** Whoever has not signed in, where the rules let everyone see something. */
    static final Person STRANGER = new Person("", "Sign in", Set.of());

    /** Somebody may not do something: {@link RoleGuard} says what is missing, and writes it down. */
    public static final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Role needed;
        private final transient @Nullable FilePath path;

        /**
         * @param path of the file it was about; null for what takes the role everywhere
         */
        Denied(Role needed, @Nullable FilePath path) {
            super(needed.label(), null, false, false);
            this.needed = needed;
            this.path = path;
        }

        /** The role that is missing. */
        public Role needed() {
            return needed;
        }

        @Nullable
        FilePath path() {
            return path;
        }
    }

    /** That of the request that is being answered; empty where nobody signs in. */
    public static Optional<Visit> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** What whoever asks may do; where nobody signs in that is everything. */
    public static Reach currentReach() {
        return CURRENT.isBound() ? CURRENT.get().reach() : Reach.EVERYTHING;
    }

    /** Throws what the server answers with 403 unless whoever asks has this role where the file lies, or is to lie. */
    public static void require(Role needed, FilePath path) {
        if (!currentReach().at(path).covers(needed)) {
            throw new Denied(needed, path);
        }
    }

    /** Throws the same unless whoever asks has this role for all that can lie in a folder. */
    public static void requireIn(Role needed, FilePath folder) {
        if (!currentReach().sight(needed).seesAllIn(folder)) {
            throw new Denied(needed, folder);
        }
    }

    /** Throws the same unless whoever asks has this role in all folders. */
    public static void requireEverywhere(Role needed) {
        if (!currentReach().least().covers(needed)) {
            throw new Denied(needed, null);
        }
    }

    /** The same work with the rights of the request that asks for it, for a thread beside that. */
    public static Runnable withItsRights(Runnable work) {
        return current().<Runnable>map(visit -> () -> visit.see(work)).orElse(work);
    }

    /** Whether a script sent it. */
    public boolean byToken() {
        return author.token() != null;
    }

    /** Whether nobody has signed in. */
    public boolean isStranger() {
        return person.equals(STRANGER);
    }

    void run(Runnable work) {
        author.run(() -> see(work));
    }

    private void see(Runnable work) {
        ScopedValue.where(CURRENT, this)
                .run(() -> reach.sight(Role.VIEWER).see(() -> {
                    work.run();
                    return true;
                }));
    }
}
