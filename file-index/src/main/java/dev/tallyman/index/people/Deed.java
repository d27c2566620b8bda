package dev.tallyman.index.people;

import java.util.Locale;

/** What people do that is written down. */
public enum Deed {
    UPLOAD,
    DELETE,
    RESTORE,
    MOVE,
    RETRY,
    RELEASE,
    IDENTIFY,
    DESCRIBE,
    PURGE,
    RUN,
    CANCEL,
    PAUSE,
    RESUME,
    SIGN_IN,
    SIGN_OUT,
    MAKE_TOKEN,
    REVOKE_TOKEN,
    DENIED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The deed that is written so. */
    public static Deed of(String label) {
        for (Deed deed : values()) {
            if (deed.label().equals(label)) {
                return deed;
            }
        }
        throw new IllegalArgumentException(label);
    }
}
