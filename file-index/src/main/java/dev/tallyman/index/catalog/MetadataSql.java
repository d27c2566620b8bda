package dev.tallyman.index.catalog;

import dev.tallyman.volume.disk.Folding;
import java.util.List;
import java.util.stream.Stream;

/** What a row must fulfil for a {@link Condition} on its metadata. */
record MetadataSql(String text, List<Object> args) {
    MetadataSql {
        args = List.copyOf(args);
    }

    static MetadataSql of(Condition.Measured asked) {
        String column = switch (asked.measure()) {
            case TAKEN -> "taken";
            case CREATED -> "created";
            case DURATION -> "duration";
            case PAGES -> "pages";
            case WIDTH -> "width";
        };
        return new MetadataSql(
                column + " IS NOT NULL" + (asked.least() == null ? "" : " AND " + column + " >= ?")
                        + (asked.most() == null ? "" : " AND " + column + " <= ?"),
                Stream.of(asked.least(), asked.most())
                        .<Object>mapMulti((bound, take) -> {
                            if (bound != null) {
                                take.accept(bound);
                            }
                        })
                        .toList());
    }

    static MetadataSql of(Condition.MadeBy asked) {
        String column = switch (asked.origin()) {
            case AUTHOR -> "author";
            case CAMERA -> "camera";
        };
        // What an earlier program read keeps such letters until it is read again.
        return new MetadataSql(
                "%1$s IS NOT NULL AND (instr(%1$s, ?) > 0 OR instr(%1$s, ?) > 0)".formatted(column),
                List.of(Folding.of(asked.name()), Folding.withoutAccents(asked.name())));
    }
}
