package dev.tallyman.file;

import java.util.Locale;

/** What told the format of a file: its first bytes, its structure, its name, or nothing. */
public enum Basis {
    MAGIC,
    CONTAINER,
    XML,
    TEXT,
    NAME,
    NONE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in the public surface, such as {@code magic}. */
    public String label() {
        return label;
    }

    /** The basis of a public word; {@link IllegalArgumentException} for any other. */
    public static Basis of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
