package dev.tallyman.index.catalog;

import dev.tallyman.file.State;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.search.Candidates;
import dev.tallyman.index.search.SeenFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files: those that fulfil all conditions. Without one on their state, trashed and missing
 * files are left out.
 */
public record Filter(List<Condition> conditions) {
    /** All present files. */
    public static final Filter PRESENT = new Filter(List.of());

    private static final int MOST_PARTS = 20;

    static final Set<State> PRESENT_STATES =
            Arrays.stream(State.values()).filter(State::present).collect(Collectors.toUnmodifiableSet());

    public Filter {
        conditions = List.copyOf(conditions);
    }

    public static Filter of(Condition... conditions) {
        return new Filter(List.of(conditions));
    }

    public <T extends Condition> Optional<T> find(Class<T> kind) {
        return conditions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** With this in the place of others of its kind. */
    public Filter with(Condition condition) {
        return without(condition.getClass()).and(condition);
    }

    /** With this beside the others. */
    public Filter and(Condition condition) {
        return new Filter(
                Stream.concat(conditions.stream(), Stream.of(condition)).toList());
    }

    public Filter without(Class<? extends Condition> kind) {
        return only(condition -> !kind.isInstance(condition));
    }

    /** The same of the files in one state. */
    public Filter in(State state) {
        return with(new Condition.States(Set.of(state)));
    }

    Filter only(Predicate<Condition> which) {
        return new Filter(conditions.stream().filter(which).toList());
    }

    /** What is seen, where it is to be found by its paths. */
    Optional<Candidates> seenFiles() {
        return seenFiles(showsTrash());
    }

    Optional<Candidates> seenFiles(boolean trash) {
        return find(Condition.Seen.class)
                .filter(seen -> seen.few() && SeenFiles.isPossible(seen.sight()))
                .map(seen -> new SeenFiles(seen.sight(), trash));
    }

    boolean showsTrash() {
        return find(Condition.States.class)
                .filter(states -> states.any().contains(State.TRASHED))
                .isPresent();
    }

    /** By size, the index that has what is shown, and little else, in that order. */
    Optional<String> index(Listing.Sort sort) {
        boolean narrowedOtherwise = conditions.stream()
                .anyMatch(one -> !isOfFlagged(one)
                        && !(one instanceof Condition.Categories)
                        && !(one instanceof Condition.Seen seen && !seen.few()));
        if (sort != Listing.Sort.SIZE || narrowedOtherwise) {
            return Optional.empty();
        }
        if (conditions.stream().anyMatch(Filter::isOfFlagged)) {
            return Optional.of("file_flagged_size");
        }
        return find(Condition.Categories.class)
                .filter(categories -> categories.any().size() == 1)
                .map(_ -> "file_kind_size");
    }

    /** Whether an index has the whole list in its order. */
    boolean isIndexed(Listing.Sort sort) {
        return split(sort).stream().allMatch(part -> part.index(sort).isPresent());
    }

    private static boolean isOfFlagged(Condition condition) {
        return condition instanceof Condition.Mismatched
                || condition instanceof Condition.Risky
                || condition instanceof Condition.Risks;
    }

    /**
     * Filters that together show the same, each in the order of an index: one category and one state each; of a run's
     * files always by state; by arrival and by name one stretch each of what somebody sees.
     */
    List<Filter> split(Listing.Sort sort) {
        Condition.Seen seen = find(Condition.Seen.class).orElse(null);
        if (seen != null && seen.few()) {
            return List.of(this);
        }
        boolean byTop = sort == Listing.Sort.RECEIVED && conditions.size() == 1; // others have an index of their own
        if (seen == null || !(byTop || sort == Listing.Sort.NAME)) {
            return split();
        }
        return split().stream()
                .flatMap(part -> part.splitBySight(seen.sight(), byTop))
                .toList();
    }

    private Stream<Filter> splitBySight(Sight sight, boolean byTop) {
        List<Filter> parts = new ArrayList<>();
        for (Sight.Stretch stretch : sight.stretches()) {
            Filter part = with(new Condition.Seen(new Sight(List.of(stretch)), false));
            Optional<Filter> one =
                    byTop ? stretch.top().map(top -> part.and(new Condition.Top(top))) : Optional.of(part);
            if (one.isEmpty() || parts.size() == MOST_PARTS) {
                return Stream.of(this);
            }
            parts.add(one.get());
        }
        return parts.stream();
    }

    private List<Filter> split() {
        Filter stated = find(Condition.ReadBy.class).isPresent()
                        && find(Condition.States.class).isEmpty()
                ? with(new Condition.States(PRESENT_STATES))
                : this;
        List<Filter> parts = stated.find(Condition.Categories.class).stream()
                .flatMap(all ->
                        all.any().stream().sorted().map(one -> stated.with(new Condition.Categories(Set.of(one)))))
                .toList();
        List<State> states = stated.find(Condition.States.class).stream()
                .flatMap(all -> all.any().stream().sorted())
                .toList();
        List<Filter> wholes = parts.isEmpty() ? List.of(stated) : parts;
        return states.isEmpty()
                ? wholes
                : wholes.stream().flatMap(part -> states.stream().map(part::in)).toList();
    }
}
