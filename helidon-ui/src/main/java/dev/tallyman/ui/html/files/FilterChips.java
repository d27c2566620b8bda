package dev.tallyman.ui.html.files;

import dev.tallyman.file.Category;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.FilesAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The filters above the list: each says how many files it would show beside the others. */
public record FilterChips(List<Chip> categories, List<Chip> states, List<Chip> flags) {
    /** A filter that is on or off. */
    public record Chip(String text, String count, String css, String glyph, boolean on, String url) {}

    static FilterChips of(Facets facets, FilesAddress query) {
        return new FilterChips(
                categories(facets, query),
                states(facets, query),
                List.of(
                        flag("mismatch", "mismatch", facets.mismatches(), facets, query),
                        flag("risky", "risk", facets.risky(), facets, query)));
    }

    private static List<Chip> categories(Facets facets, FilesAddress query) {
        return facets.categories().entrySet().stream()
                .filter(e -> e.getValue().files() > 0
                        || query.has("category", e.getKey().label()))
                .sorted(Comparator.comparingLong((Map.Entry<Category, Totals.Count> e) ->
                                -e.getValue().files())
                        .thenComparing(Map.Entry::getKey))
                .map(e -> new Chip(
                        e.getKey().label(),
                        count(e.getValue(), facets),
                        Words.hue(e.getKey()),
                        "",
                        query.has("category", e.getKey().label()),
                        query.toggled("category", e.getKey().label()).url()))
                .toList();
    }

    private static List<Chip> states(Facets facets, FilesAddress query) {
        Map<State, Totals.Count> counts = facets.states();
        List<Chip> states = new ArrayList<>();
        for (State state : State.values()) {
            boolean on = query.has("state", state.label());
            if (state.present() || on) {
                states.add(new Chip(
                        Words.state(state),
                        count(counts.getOrDefault(state, Totals.Count.NONE), facets),
                        Words.meaning(state),
                        Words.glyph(state),
                        on,
                        query.toggled("state", state.label()).url()));
            }
        }
        return List.copyOf(states);
    }

    private static Chip flag(String name, String text, Totals.Count count, Facets facets, FilesAddress query) {
        return new Chip(
                text,
                count(count, facets),
                "need",
                text,
                query.has(name, "true"),
                query.with(name, query.has(name, "true") ? null : "true").url());
    }

    private static String count(Totals.Count count, Facets facets) {
        if (!facets.more()) {
            return Words.count(count.files());
        }
        // nothing is said of what none of those that were counted is, and no more than the heading says
        return count.files() == 0 ? "" : Words.count(Math.min(count.files(), FileListService.COUNTED - 1L)) + "+";
    }
}
