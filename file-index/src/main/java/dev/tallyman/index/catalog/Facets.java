package dev.tallyman.index.catalog;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How many files a filter shows, and how many it would show with another value of one of its
 * conditions: each value counts within the other conditions.
 */
public final class Facets {
    private final Filter filter;
    private final List<Totals.Tally> tallies;
    private final boolean more;

    /**
     * @param tallies of the files that fulfil what {@link #summed} does not name
     * @param more there are more than were counted
     */
    Facets(Filter filter, List<Totals.Tally> tallies, boolean more) {
        this.filter = filter;
        this.tallies = List.copyOf(tallies);
        this.more = more;
    }

    /** Conditions that sums by state, category, mismatch and risk can answer. */
    static boolean summed(Condition condition) {
        return switch (condition) {
            case Condition.Categories _, Condition.States _, Condition.Risky _, Condition.Mismatched _ -> true;
            default -> false;
        };
    }

    static boolean fulfils(Totals.Tally tally, Condition condition) {
        return switch (condition) {
            case Condition.Categories categories ->
                categories.any().stream().anyMatch(category -> tally.category().equals(category.label()));
            case Condition.States states -> states.any().contains(tally.state());
            case Condition.Risky() -> tally.risky();
            case Condition.Mismatched() -> tally.mismatch();
            default -> true; // its rows alone were counted
        };
    }

    private Totals.Count sum(Predicate<Condition> but, Predicate<Totals.Tally> which) {
        return tallies.stream()
                .filter(which)
                .filter(tally -> filter.conditions().stream()
                        .allMatch(condition -> but.test(condition) || fulfils(tally, condition)))
                .map(Totals.Tally::count)
                .reduce(Totals.Count.NONE, Totals.Count::plus);
    }

    private boolean present(Totals.Tally tally) {
        return tally.state().present() || filter.find(Condition.States.class).isPresent();
    }

    /** True where there are too many to count one by one: every number is then a least one. */
    public boolean more() {
        return more;
    }

    /** What the filter shows. */
    public Totals.Count shown() {
        return sum(_ -> false, this::present);
    }

    public Map<Category, Totals.Count> categories() {
        Map<Category, Totals.Count> categories = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            categories.put(
                    category,
                    sum(
                            Condition.Categories.class::isInstance,
                            tally -> present(tally) && tally.category().equals(category.label())));
        }
        return categories;
    }

    public Map<State, Totals.Count> states() {
        Map<State, Totals.Count> states = new EnumMap<>(State.class);
        for (State state : State.values()) {
            states.put(state, sum(Condition.States.class::isInstance, tally -> tally.state() == state));
        }
        return states;
    }

    public Totals.Count mismatches() {
        return sum(Condition.Mismatched.class::isInstance, tally -> present(tally) && tally.mismatch());
    }

    public Totals.Count risky() {
        return sum(Condition.Risky.class::isInstance, tally -> present(tally) && tally.risky());
    }
}
