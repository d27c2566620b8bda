package dev.tallyman.ui.html.page;

import dev.tallyman.rules.Reach;
import dev.tallyman.rules.Role;
import dev.tallyman.ui.access.Visit;

/**
 * What whoever looks at a page may do, so that it offers nothing else. The server asks again when
 * they do it.
 *
 * @param handIn whether they may hand files in anywhere
 * @param here their role for what the page shows: the highest of any folder, or that for one file
 * @param atTheTop that in the intake as a whole
 * @param everywhere the lowest of any folder
 */
public record Rights(boolean handIn, Role here, Role atTheTop, Role everywhere) {
    /** Those of whoever is answered now. */
    public static Rights current() {
        Reach reach = Visit.currentReach();
        return new Rights(reach.most().covers(Role.CONTRIBUTOR), reach.most(), reach.top(), reach.least());
    }

    /** The same on the page of one file; {@code own} for one that they may take back. */
    Rights at(Role role, boolean own) {
        boolean less = role == Role.CONTRIBUTOR && !own;
        return new Rights(handIn, less ? Role.VIEWER : role, atTheTop, everywhere);
    }

    /** To see files of some folder. */
    public boolean see() {
        return here.covers(Role.VIEWER);
    }

    /** To the trash and back: of a contributor's own files at least. */
    public boolean change() {
        return here.covers(Role.CONTRIBUTOR);
    }

    /** To have files read again. */
    public boolean readAgain() {
        return here.covers(Role.EDITOR);
    }

    /** To let go what is held. */
    public boolean release() {
        return here.covers(Role.OPERATOR);
    }

    /** To see who did what. */
    public boolean history() {
        return here.covers(Role.OPERATOR);
    }

    /** To start and stop runs, and to pause schedules. */
    public boolean run() {
        return atTheTop.covers(Role.OPERATOR);
    }

    /** To see runs, reports and rules. */
    public boolean whole() {
        return everywhere.covers(Role.VIEWER);
    }

    /** To delete for good. */
    public boolean purge() {
        return here.covers(Role.ADMIN);
    }

    /** The same with all of the trash. */
    public boolean empty() {
        return everywhere.covers(Role.ADMIN);
    }
}
