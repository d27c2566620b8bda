package dev.tallyman.index.search;

import java.util.List;

/** The files that a list has to look at. */
public sealed interface Candidates permits NameCandidates, SeenFiles, TextHits {
    /** A source for {@code FROM}: the rows of these files; takes {@link #args}. */
    String rows();

    /** Of {@link #rows}. */
    List<Object> args();
}
