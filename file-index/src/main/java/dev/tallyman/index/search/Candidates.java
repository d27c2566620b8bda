package dev.tallyman.index.search;

import java.util.List;

/**
 * The files that a search may mean: all of those that it does mean, and some others.
 *
 * @param ids a JSON array, of what the index of names holds
 * @param newest later files may be meant too
 * @param renamed so may files that were renamed after this
 */
public record Candidates(String ids, long newest, long renamed) {
    /** A source for {@code FROM}: the rows of these files; takes {@link #args}. */
    public static final String ROWS = """
            (SELECT value AS candidate FROM json_each(?)
              UNION SELECT id FROM file WHERE id > ?
              UNION SELECT file FROM renamed WHERE seq > ?) CROSS JOIN file ON file.id = candidate""";

    /** Of {@link #ROWS}. */
    public List<Object> args() {
        return List.of(ids, newest, renamed);
    }
}
