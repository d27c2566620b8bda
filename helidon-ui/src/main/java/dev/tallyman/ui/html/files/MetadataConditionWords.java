package dev.tallyman.ui.html.files;

import dev.tallyman.index.catalog.Condition;
import dev.tallyman.look.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Says in words what a list asks of metadata: {@code taken in 2019}, {@code of 10 pages and more}. */
final class MetadataConditionWords {
    private MetadataConditionWords() {}

    static String of(Condition.Measured asked) {
        Long least = asked.least();
        Long most = asked.most();
        return switch (asked.measure()) {
            case TAKEN -> "taken " + ListHeading.time(time(least, 0), time(most, 1));
            case CREATED -> "made " + ListHeading.time(time(least, 0), time(most, 1));
            case DURATION -> "of " + range(least, most, millis -> Words.duration(Duration.ofMillis(millis)));
            case PAGES -> "of " + range(least, most, Words::count) + " pages";
            case WIDTH -> "with a width of " + range(least, most, Words::count) + " px";
        };
    }

    private static @Nullable Instant time(@Nullable Long millis, int more) {
        return millis == null ? null : Instant.ofEpochMilli(millis + more);
    }

    private static String range(@Nullable Long least, @Nullable Long most, LongFunction<String> word) {
        if (least != null && most != null) {
            return least.equals(most) ? word.apply(least) : word.apply(least) + " to " + word.apply(most);
        }
        return least != null
                ? "at least " + word.apply(least)
                : most != null ? "at most " + word.apply(most) : "any number of";
    }
}
