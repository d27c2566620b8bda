package dev.tallyman.index.people;

import dev.tallyman.volume.disk.FilePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which files somebody may see: those whose path lies in one of these stretches. It is bound to the
 * request like {@link Author}, and whatever reads files for people leaves out all others by itself;
 * where nothing is bound, programs see everything.
 *
 * @param stretches apart from each other, in their order
 */
public record Sight(List<Stretch> stretches) {
    /** The whole intake. */
    public static final Sight EVERYTHING = new Sight(List.of(new Stretch("", null)));

    private static final ScopedValue<Sight> CURRENT = ScopedValue.newInstance();

    public Sight {
        stretches = List.copyOf(stretches);
    }

    /**
     * Paths from one on, and before another, in the order of their bytes; a character for each byte.
     *
     * @param before null for no end
     */
    public record Stretch(String from, @Nullable String before) {
        private boolean holds(String path) {
            return path.compareTo(from) >= 0 && (before == null || path.compareTo(before) < 0);
        }

        /** The folder at the root that all of it lies in; empty where there is none. */
        public Optional<FilePath> top() {
            String name = from.substring(0, from.indexOf('/') + 1);
            return before != null && name.length() > 1 && before.compareTo(name.replace('/', (char) ('/' + 1))) <= 0
                    ? Optional.of(FilePath.of(bytes(name.substring(0, name.length() - 1))))
                    : Optional.empty();
        }

        /** The folder at the root that is all of it; empty where it is less or more than one. */
        public Optional<FilePath> wholeTop() {
            return top().filter(top ->
                    equals(Sight.EVERYTHING.within(top).stretches().getFirst()));
        }

        private boolean holds(String first, String end) {
            return first.compareTo(from) >= 0 && (before == null || end.compareTo(before) <= 0);
        }
    }

    /** That of the request that is being answered. */
    public static Sight current() {
        return CURRENT.isBound() ? CURRENT.get() : EVERYTHING;
    }

    /** Does the work with this sight. */
    public <T> T see(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    public boolean isEverything() {
        return equals(EVERYTHING);
    }

    public boolean isNothing() {
        return stretches.isEmpty();
    }

    public boolean sees(FilePath path) {
        String raw = raw(path.bytes());
        return stretches.stream().anyMatch(stretch -> stretch.holds(raw));
    }

    /** Whether all that can lie in a folder is seen. */
    public boolean seesAllIn(FilePath folder) {
        String raw = raw(folder.bytes());
        return stretches.stream().anyMatch(stretch -> stretch.holds(raw + '/', raw + (char) ('/' + 1)));
    }

    /** What is seen of that which lies in a folder. */
    public Sight within(FilePath folder) {
        String from = raw(folder.bytes()) + '/';
        String before = raw(folder.bytes()) + (char) ('/' + 1);
        return new Sight(stretches.stream()
                .filter(one -> one.from().compareTo(before) < 0)
                .map(one ->
                        new Stretch(max(one.from(), from), one.before() == null ? before : min(one.before(), before)))
                .filter(one -> one.from().compareTo(Objects.requireNonNull(one.before())) < 0)
                .toList());
    }

    private static String max(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String min(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** Without the folders at the root of which everything is seen. */
    public Sight besideWholeTops() {
        return new Sight(
                stretches.stream().filter(one -> one.wholeTop().isEmpty()).toList());
    }

    /** What is not seen, of one that sees up to the last path. */
    public Sight others() {
        List<Stretch> others = new ArrayList<>();
        String from = "";
        for (Stretch stretch : stretches) {
            if (!stretch.from().equals(from)) {
                others.add(new Stretch(from, stretch.from()));
            }
            from = stretch.before() == null ? "" : stretch.before();
        }
        return new Sight(others);
    }

    /** The condition in SQL on a column that holds paths; takes {@link #args}. */
    public String sql(String column) {
        return stretches.isEmpty() ? "0" : sql(column, stretches);
    }

    // Halved, because SQLite takes a long row of ORs for a deep expression.
    private static String sql(String column, List<Stretch> part) {
        int half = part.size() / 2;
        if (half > 0) {
            return "(" + sql(column, part.subList(0, half)) + " OR " + sql(column, part.subList(half, part.size()))
                    + ")";
        }
        Stretch one = part.getFirst();
        return "(" + column + " >= ?" + (one.before() == null ? "" : " AND " + column + " < ?") + ")";
    }

    /** The bytes that {@link #sql} compares with. */
    public List<Object> args() {
        List<Object> args = new ArrayList<>();
        for (Stretch stretch : stretches) {
            args.add(bytes(stretch.from()));
            if (stretch.before() != null) {
                args.add(bytes(stretch.before()));
            }
        }
        return args;
    }

    private static String raw(byte[] path) {
        return new String(path, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String raw) {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }
}
