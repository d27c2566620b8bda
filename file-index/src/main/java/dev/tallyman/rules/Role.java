package dev.tallyman.rules;

import java.util.Locale;

/** What somebody may do here; each may all that those before it may. */
public enum Role {
    /** Nothing: for a folder within one that more is given for. */
    NONE("do anything"),
    /** Lists, opens and downloads, and reads the reports. */
    VIEWER("see what is here"),
    /** Hands files in, and takes back what they handed in today. */
    CONTRIBUTOR("hand in files"),
    /** Moves files, to the trash and back too, and has them read again. */
    EDITOR("change files"),
    /** Starts and cancels runs, pauses schedules, and lets go what the rules hold. */
    OPERATOR("start and stop runs"),
    /** Deletes for good, and everything else. */
    ADMIN("delete for good");

    private final String deed;

    Role(String deed) {
        this.deed = deed;
    }

    /** What takes this role, as words after “may”. */
    public String deed() {
        return deed;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that is written so. */
    public static Role of(String label) {
        for (Role role : values()) {
            if (role.label().equals(label)) {
                return role;
            }
        }
        throw new IllegalArgumentException(label);
    }

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
