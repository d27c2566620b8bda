package dev.tallyman.index.search;

import java.util.List;

/**
 * The files that a search in names may mean: all of those that it does mean, and some others.
 *
 * @param ids a JSON array, of what the index of names holds
 * @param newest later files may be meant too
 * @param renamed so may files that were renamed after this
 */
public record NameCandidates(String ids, long newest, long renamed) implements Candidates {
    @Override
    public String rows() {
        return """
            (SELECT value AS candidate FROM json_each(?)
              UNION SELECT id FROM file WHERE id > ?
              UNION SELECT file FROM renamed WHERE seq > ?) CROSS JOIN file ON file.id = candidate""";
    }

    @Override
    public List<Object> args() {
        return List.of(ids, newest, renamed);
    }
}
