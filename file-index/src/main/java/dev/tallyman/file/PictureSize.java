package dev.tallyman.file;

import java.util.Optional;
import java.util.stream.Stream;

/** The sizes in which a small picture of a file is kept. */
public enum PictureSize {
    /** For a row of a list. */
    ROW(64),
    /** For a tile of the grid. */
    TILE(256),
    /** For the file's own page. */
    PAGE(1024);

    private final int edge;

    PictureSize(int edge) {
        this.edge = edge;
    }

    /** Pixels of the longer edge, at most. */
    public int edge() {
        return edge;
    }

    /** The one whose longer edge is written so. */
    public static Optional<PictureSize> of(String edge) {
        return Stream.of(values())
                .filter(size -> Integer.toString(size.edge).equals(edge))
                .findFirst();
    }
}
