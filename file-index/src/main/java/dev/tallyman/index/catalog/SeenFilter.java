package dev.tallyman.index.catalog;

import dev.tallyman.index.database.Database;
import dev.tallyman.index.people.Sight;
import java.util.ArrayList;
import java.util.List;

/** Narrows a filter to what is seen by whoever asks. */
final class SeenFilter {
    /** Where more files are seen than these, they are looked at in the order of the list. */
    private static final int FEW = 10_000;

    private SeenFilter() {}

    static Filter of(Database database, Filter filter) {
        Sight sight = Sight.current();
        if (sight.isEverything()
                || filter.find(Condition.Below.class)
                        .filter(below -> sight.seesAllIn(below.folder()))
                        .isPresent()) {
            return filter;
        }
        return filter.and(new Condition.Seen(sight, sight.isNothing() || isFew(database, sight)));
    }

    private static boolean isFew(Database database, Sight sight) {
        List<Object> args = new ArrayList<>(sight.args());
        args.add(FEW + 1);
        return database.read(session -> session.number(
                        "SELECT count(*) FROM (SELECT 1 FROM file WHERE state <> 'trashed' AND " + sight.sql("path")
                                + " LIMIT ?)",
                        args.toArray()))
                <= FEW;
    }
}
