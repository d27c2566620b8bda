package dev.tallyman.index.search;

import dev.tallyman.index.people.Sight;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files that lie where somebody sees, found by their paths: sooner done than to look at all others as well, where
 * these are few or stand far behind.
 *
 * @param trash those in the trash of anybody too, which the index of paths does not hold
 */
public record SeenFiles(Sight sight, boolean trash) implements Candidates {
    /** SQLite puts 500 SELECTs together. */
    private static final int MOST = 400;

    /** Whether they can be found so. */
    public static boolean isPossible(Sight sight) {
        return sight.stretches().size() <= MOST;
    }

    /**
     * The SELECT of what is seen of all that is not in the trash, stretch by stretch in the index of paths: the planner,
     * which knows no numbers, takes other indexes for better, and with ORs this one as a whole.
     */
    public static String select(Sight sight, String columns) {
        String each = sight.stretches().stream()
                .map(one -> "SELECT " + columns + " FROM file INDEXED BY file_path WHERE state <> 'trashed' AND "
                        + new Sight(List.of(one)).sql("path"))
                .collect(Collectors.joining(" UNION ALL "));
        return each.isEmpty() ? "SELECT " + columns + " FROM file WHERE 0" : each;
    }

    @Override
    public String rows() {
        String found = select(sight, "id AS candidate");
        String trashed =
                trash ? " UNION ALL SELECT id FROM file WHERE state = 'trashed' AND state <> 'classified'" : "";
        return "(" + found + trashed + ") CROSS JOIN file ON file.id = candidate";
    }

    @Override
    public List<Object> args() {
        return sight.args();
    }
}
