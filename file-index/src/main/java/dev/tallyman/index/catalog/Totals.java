package dev.tallyman.index.catalog;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import io.helidon.json.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The numbers that every program shows, read in one transaction.
 *
 * @param files present files: neither trashed nor missing
 * @param bytes theirs together
 * @param processed files with a verdict that stands
 * @param categories files and bytes of present files by category; those without a verdict are in
 *     none
 * @param states files and bytes in each state, all seven
 * @param stale classified files that are to be identified again
 * @param staleDescriptions classified files that are to be described again
 */
public record Totals(
        long files,
        long bytes,
        long processed,
        Map<Category, Count> categories,
        Map<State, Count> states,
        Count mismatches,
        Count risky,
        long stale,
        long staleDescriptions) {
    /** How many and how much. */
    public record Count(long files, long bytes) {
        public static final Count NONE = new Count(0, 0);

        Count minus(Count less) {
            return new Count(files - less.files, bytes - less.bytes);
        }

        Count plus(Count more) {
            return new Count(files + more.files, bytes + more.bytes);
        }
    }

    /** How many files agree in all of these. {@code category} is empty before a verdict. */
    record Tally(State state, String category, boolean mismatch, boolean risky, Count count) {
        static long files(List<Tally> tallies) {
            return tallies.stream().mapToLong(tally -> tally.count.files).sum();
        }

        boolean isOfKind(Tally other) {
            return state == other.state
                    && category.equals(other.category)
                    && mismatch == other.mismatch
                    && risky == other.risky;
        }

        Tally minus(Tally part) {
            return new Tally(state, category, mismatch, risky, count.minus(part.count));
        }
    }

    static Totals of(List<Tally> tallies, long stale, long staleDescriptions) {
        List<Tally> present = tallies.stream().filter(by -> by.state.present()).toList();
        Map<Category, Count> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            categories.put(category, sum(present, by -> by.category.equals(category.label())));
        }
        Map<State, Count> states = new EnumMap<>(State.class);
        for (State state : State.values()) {
            states.put(state, sum(tallies, by -> by.state == state));
        }
        Count all = sum(present, _ -> true);
        return new Totals(
                all.files,
                all.bytes,
                sum(tallies, by -> by.state.processed()).files,
                categories,
                states,
                sum(present, Tally::mismatch),
                sum(present, Tally::risky),
                stale,
                staleDescriptions);
    }

    private static Count sum(List<Tally> tallies, Predicate<Tally> which) {
        return tallies.stream().filter(which).map(Tally::count).reduce(Count.NONE, Count::plus);
    }

    public Totals {
        categories = Collections.unmodifiableMap(new EnumMap<>(categories));
        states = Collections.unmodifiableMap(new EnumMap<>(states));
    }

    /** Files that wait for a verdict: received, claimed and failed. */
    public Count backlog() {
        Count sum = Count.NONE;
        for (State state : new State[] {State.RECEIVED, State.CLAIMED, State.FAILED}) {
            sum = sum.plus(of(state));
        }
        return sum;
    }

    public Count of(Category category) {
        return categories.getOrDefault(category, Count.NONE);
    }

    public Count of(State state) {
        return states.getOrDefault(state, Count.NONE);
    }

    /** The numbers under the names of the public surface, for every program that shows them. */
    public JsonObject.Builder json() {
        return JsonObject.builder()
                .set("files", files)
                .set("bytes", bytes)
                .set("processed", processed)
                .set("images", of(Category.IMAGE).files())
                .set("documents", of(Category.DOCUMENT).files())
                .set("text", of(Category.TEXT).files())
                .set("categories", all -> categories.forEach((key, sum) -> all.set(key.label(), sum.files())))
                .set("category_bytes", all -> categories.forEach((key, sum) -> all.set(key.label(), sum.bytes())))
                .set("states", all -> states.forEach((key, sum) -> all.set(key.label(), sum.files())))
                .set("mismatches", mismatches.files())
                .set("risky", risky.files())
                .set("need_you", of(State.QUARANTINED).files())
                .set("stale", stale)
                .set("stale_descriptions", staleDescriptions)
                .set(
                        "backlog",
                        sum -> sum.set("files", backlog().files())
                                .set("bytes", backlog().bytes()));
    }
}
