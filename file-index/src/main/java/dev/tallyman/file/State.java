package dev.tallyman.file;

import java.util.Locale;

/** Where a file is in its life, see the package comment. */
public enum State {
    RECEIVED,
    CLAIMED,
    CLASSIFIED,
    FAILED,
    QUARANTINED,
    TRASHED,
    MISSING;

    private static final State[] STATES = values();

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in the public surface, such as {@code received}. */
    public String label() {
        return label;
    }

    /** True while the file is there to be used: lists and totals leave out what is not. */
    public boolean present() {
        return this != TRASHED && this != MISSING;
    }

    /** True once a verdict stands. */
    public boolean processed() {
        return this == CLASSIFIED || this == QUARANTINED;
    }

    /** The state of a public word; {@link IllegalArgumentException} for any other. */
    public static State of(String label) {
        // Asked for every row of a discovery: no new string for each.
        for (State state : STATES) {
            if (state.label.equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("there is no state " + label);
    }
}
