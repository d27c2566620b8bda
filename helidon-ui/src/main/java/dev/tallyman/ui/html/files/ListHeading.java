package dev.tallyman.ui.html.files;

import dev.tallyman.file.Category;
import dev.tallyman.file.Risk;
import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Facets;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Totals;
import dev.tallyman.look.Name;
import dev.tallyman.look.RiskWords;
import dev.tallyman.look.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in words which files a list shows: {@code 355 documents with a wrong ending, 1.2 GB}. */
final class ListHeading {
    private ListHeading() {}

    static String of(Filter filter, Facets facets) {
        Totals.Count shown = facets.shown();
        String what = what(filter, shown.files() == 1 && !facets.more());
        String how = filter.conditions().stream()
                .flatMap(condition -> how(condition).stream())
                .map(words -> " " + words)
                .collect(Collectors.joining(","));
        if (facets.more()) {
            return "More than " + Words.count(shown.files() - 1) + " " + what + how;
        }
        String all = filter.conditions().isEmpty() && shown.files() > 1 ? "All " : "";
        String size = shown.files() == 0 ? "" : ", " + Words.size(shown.bytes());
        return all + (shown.files() == 0 ? "No" : Words.count(shown.files())) + " " + what + how + size;
    }

    private static String what(Filter filter, boolean one) {
        return filter.find(Condition.Categories.class).stream()
                .flatMap(categories -> categories.any().stream().sorted())
                .map(category -> noun(category, one))
                .reduce((a, b) -> a + " or " + b)
                .orElse(one ? "file" : "files");
    }

    private static String noun(Category category, boolean one) {
        return switch (category) {
            case IMAGE, DOCUMENT, ARCHIVE, FONT, EMAIL, MODEL -> category.label() + (one ? "" : "s");
            case AUDIO, VIDEO, TEXT, CODE, DATA, EXECUTABLE, EMPTY, UNKNOWN ->
                category.label() + (one ? " file" : " files");
        };
    }

    private static Optional<String> how(Condition condition) {
        return Optional.ofNullable(
                switch (condition) {
                    case Condition.Categories _, Condition.Seen _, Condition.Top _ -> null;
                    case Condition.Named named -> "found for “" + named.words().strip() + "”";
                    case Condition.Worded worded ->
                        "that say “" + worded.words().strip() + "”";
                    case Condition.Below below ->
                        "in " + Name.of(below.folder()).plain() + "/";
                    case Condition.States states -> states(states.any().stream().sorted());
                    case Condition.Risks risks ->
                        "at risk: " + risks(risks.any().stream().sorted());
                    case Condition.Risky() -> "at risk";
                    case Condition.Mismatched() -> "with a wrong ending";
                    case Condition.Stale() -> "to be identified again";
                    case Condition.StaleDescription() -> "to be described again";
                    case Condition.Mime(String type) -> "of the type " + type;
                    case Condition.Format(String name) -> "in the format " + name;
                    case Condition.Ending(String text) -> "that end in ." + text;
                    case Condition.ReadBy(long run) -> "last read by run " + run;
                    case Condition.Batch(String name) -> "of the batch " + name;
                    case Condition.Size(Long least, Long most) -> size(least, most);
                    case Condition.Arrived(Instant from, Instant before) -> "received " + time(from, before);
                    case Condition.Changed(Instant from, Instant before) -> "last changed " + time(from, before);
                    case Condition.Measured measured -> MetadataConditionWords.of(measured);
                    case Condition.MadeBy(Condition.Origin origin, String name) ->
                        switch (origin) {
                            case AUTHOR -> "by “" + name + "”";
                            case CAMERA -> "taken with “" + name + "”";
                        };
                });
    }

    private static String states(Stream<State> states) {
        return states.map(state -> switch (state) {
                    case RECEIVED -> "that wait";
                    case CLAIMED -> "that are being read";
                    case CLASSIFIED -> "that are classified";
                    case FAILED -> "that failed and are tried again";
                    case QUARANTINED -> "that need you";
                    case TRASHED -> "in the trash";
                    case MISSING -> "that are gone from the volume";
                })
                .collect(Collectors.joining(" or "));
    }

    private static String risks(Stream<Risk> risks) {
        return risks.map(risk -> RiskWords.of(risk).label()).collect(Collectors.joining(" or "));
    }

    private static String size(@Nullable Long least, @Nullable Long most) {
        if (least != null && most != null) {
            return least.equals(most)
                    ? "of " + Words.size(least)
                    : "from " + Words.size(least) + " to " + Words.size(most);
        }
        return least != null
                ? "of " + Words.size(least) + " and more"
                : most != null ? "of at most " + Words.size(most) : "of any size";
    }

    static String time(@Nullable Instant from, @Nullable Instant before) {
        if (from != null && before != null) {
            String last = Words.date(before.minusMillis(1));
            String first = Words.date(from);
            return Duration.between(from, before).toHours() <= 24 && first.equals(last)
                    ? "on " + first
                    : "from " + first + " to " + last;
        }
        return from != null
                ? "from " + Words.date(from) + " on"
                : before != null ? "until " + Words.date(before.minusMillis(1)) : "at any time";
    }
}
