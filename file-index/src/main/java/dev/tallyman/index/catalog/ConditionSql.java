package dev.tallyman.index.catalog;

import dev.tallyman.file.Risk;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.NameWord;
import dev.tallyman.volume.disk.FilePath;
import dev.tallyman.volume.disk.Folding;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a row must fulfil for a {@link Condition}. */
record ConditionSql(String text, List<Object> args) {
    private static final long NANOS = 1_000_000L;

    ConditionSql {
        args = List.copyOf(args);
    }

    /** All of these. */
    static List<ConditionSql> of(Condition condition) {
        return switch (condition) {
            case Condition.Named named ->
                NameWord.of(named.words()).stream()
                        .map(NameWord::sql)
                        .map(word -> new ConditionSql(word.text(), List.copyOf(word.args())))
                        .toList();
            case Condition.Worded _ -> one("texted IS NOT NULL"); // those that were found alone are looked at
            case Condition.Below below -> below(below.folder().bytes());
            case Condition.Top(FilePath folder) -> one("top = ?", folder.bytes());
            // No index of its own: the order of the list has one, or {@link Filter#seenFiles} has found them.
            case Condition.Seen seen -> seen(seen.sight());
            case Condition.Categories categories -> oneOf("category", categories.any());
            case Condition.States states -> oneOf("state", states.any());
            case Condition.Risks risks -> risks(risks.any());
            // The second half is what lets the partial index of both serve either.
            case Condition.Risky() -> one("risks <> '' AND (mismatch = 1 OR risks <> '')");
            case Condition.Mismatched() -> one("mismatch = 1 AND (mismatch = 1 OR risks <> '')");
            case Condition.Stale() -> one("stale >= 1 AND state = 'classified'");
            case Condition.StaleDescription() ->
                one("description_stale >= 1 AND state = 'classified' AND description IS NOT NULL");
            case Condition.Mime(String type) -> one("mime = ?", type);
            case Condition.Format(String name) -> one("coalesce(format, '') = ?", name);
            case Condition.Ending(String text) -> one("extension = ?", text);
            case Condition.ReadBy(long run) -> one("run = ?", run);
            case Condition.Batch(String name) -> one("batch = ?", name);
            case Condition.Size size -> between(bound("size >= ?", size.least()), bound("size <= ?", size.most()));
            case Condition.Arrived arrived ->
                between(bound("arrived >= ?", arrived.from()), bound("arrived < ?", arrived.before()));
            case Condition.Changed changed ->
                between(bound("mtime_ns >= ?", nanos(changed.from())), bound("mtime_ns < ?", nanos(changed.before())));
            case Condition.Measured measured -> measured(measured);
            case Condition.MadeBy maker -> madeBy(maker);
        };
    }

    private static List<ConditionSql> one(String text, Object... args) {
        return List.of(new ConditionSql(text, Arrays.asList(args)));
    }

    private static List<ConditionSql> seen(Sight sight) {
        return List.of(new ConditionSql(sight.sql("+path"), sight.args()));
    }

    private static List<ConditionSql> measured(Condition.Measured asked) {
        String column = switch (asked.measure()) {
            case TAKEN -> "taken";
            case CREATED -> "created";
            case DURATION -> "duration";
            case PAGES -> "pages";
            case WIDTH -> "width";
        };
        return List.of(new ConditionSql(
                column + " IS NOT NULL" + (asked.least() == null ? "" : " AND " + column + " >= ?")
                        + (asked.most() == null ? "" : " AND " + column + " <= ?"),
                Stream.of(asked.least(), asked.most())
                        .<Object>mapMulti((bound, take) -> {
                            if (bound != null) {
                                take.accept(bound);
                            }
                        })
                        .toList()));
    }

    private static List<ConditionSql> madeBy(Condition.MadeBy asked) {
        String column = switch (asked.origin()) {
            case AUTHOR -> "author";
            case CAMERA -> "camera";
        };
        // What an earlier program read keeps such letters until it is read again.
        return List.of(new ConditionSql(
                "%1$s IS NOT NULL AND (instr(%1$s, ?) > 0 OR instr(%1$s, ?) > 0)".formatted(column),
                List.of(Folding.of(asked.name()), Folding.withoutAccents(asked.name()))));
    }

    private static Stream<ConditionSql> bound(String text, @Nullable Object bound) {
        return bound == null ? Stream.empty() : one(text, bound).stream();
    }

    private static List<ConditionSql> between(Stream<ConditionSql> from, Stream<ConditionSql> to) {
        return Stream.concat(from, to).toList();
    }

    // The years that 64 bits of nanoseconds hold, as StoredFile shows them.
    private static @Nullable Long nanos(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        long most = Long.MAX_VALUE / NANOS;
        return Math.clamp(time.toEpochMilli(), -most, most) * NANOS;
    }

    private static List<ConditionSql> oneOf(String column, Set<? extends Enum<?>> any) {
        String marks = String.join(", ", Collections.nCopies(any.size(), "?"));
        return one(column + " IN (" + marks + ")", any.stream().sorted().toArray());
    }

    private static List<ConditionSql> risks(Set<Risk> any) {
        String each = Stream.generate(() -> "instr(' ' || risks || ' ', ?)")
                .limit(any.size())
                .collect(Collectors.joining(" OR "));
        Object[] words =
                any.stream().sorted().map(risk -> " " + risk.label() + " ").toArray();
        return one("risks <> '' AND (mismatch = 1 OR risks <> '') AND (" + each + ")", words);
    }

    // Paths from folder/ to folder0: the byte after the slash.
    private static List<ConditionSql> below(byte[] folder) {
        byte[] from = Arrays.copyOf(folder, folder.length + 1);
        byte[] to = from.clone();
        from[folder.length] = '/';
        to[folder.length] = '/' + 1;
        return one("path >= ? AND path < ?", from, to);
    }
}
