package dev.tallyman.index.search;

import java.util.List;

/**
 * The files whose text holds what is searched for, the best first.
 *
 * @param more there are others, older ones
 */
public record TextHits(List<Long> files, boolean more) implements Candidates {
    /** Nothing was found. */
    static final TextHits NONE = new TextHits(List.of(), false);

    public TextHits {
        files = List.copyOf(files);
    }

    @Override
    public String rows() {
        return "(SELECT value AS candidate, key AS place FROM json_each(?)) CROSS JOIN file ON file.id = candidate";
    }

    @Override
    public List<Object> args() {
        return List.of(files.toString());
    }
}
