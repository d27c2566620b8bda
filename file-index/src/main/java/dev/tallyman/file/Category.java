package dev.tallyman.file;

import java.util.Locale;

/** What kind of thing a file is, for people: every classified file has exactly one. */
public enum Category {
    IMAGE,
    AUDIO,
    VIDEO,
    DOCUMENT,
    TEXT,
    CODE,
    DATA,
    ARCHIVE,
    EXECUTABLE,
    FONT,
    EMAIL,
    MODEL,
    EMPTY,
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in the public surface, such as {@code image}. */
    public String label() {
        return label;
    }

    /** The category of a public word; {@link IllegalArgumentException} for any other. */
    public static Category of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
