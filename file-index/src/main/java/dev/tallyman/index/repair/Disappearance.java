package dev.tallyman.index.repair;

import dev.tallyman.index.database.Session;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.disk.DiskFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells files that people deleted from a disk that is not there: before anything is marked missing,
 * a discovery asks here.
 *
 * @param files the folder {@code files/}
 * @param accepted files that may be gone, because somebody said so
 */
public record Disappearance(Path files, long accepted) {
    private static final int FEW = 100;

    /**
     * Refuses to believe it.
     *
     * @param known files that should be there
     * @param gone of them
     * @param came files that were not known: what moved is not gone
     */
    void judge(Session session, long known, long gone, long came) throws SQLException {
        if (gone <= accepted) {
            return;
        }
        if (isAnotherFolder(session)) {
            throw refused(known, gone, ", and files/ is not the folder that it was");
        }
        long lost = gone - came;
        if (lost > FEW && 2 * lost > known) {
            throw refused(known, gone, " at once");
        }
    }

    private static IntakeException refused(long known, long gone, String how) {
        return new IntakeException.Unusable(gone
                + " of "
                + known
                + " files are gone"
                + how
                + ". Nothing was marked. If a disk is not mounted or a folder was moved, put it back and sweep"
                + " again. If they are to be gone, say so: tallyman sweep --data DIR --accept-missing "
                + gone);
    }

    /** Refuses when the folder is not the one that the last whole discovery saw. */
    public void refuseAnother(Session session) throws SQLException {
        if (accepted == 0 && isAnotherFolder(session)) {
            throw new IntakeException.Unusable(
                    "files/ is not the folder that it was: a disk is not mounted, or somebody moved it. Nothing was"
                            + " marked. Put it back and sweep again.");
        }
    }

    // By its inode alone: the number of a device changes from one mount to the next.
    private boolean isAnotherFolder(Session session) throws SQLException {
        Optional<Long> recorded = session.one("SELECT value FROM meta WHERE key = 'files'", row -> row.getLong(1));
        return recorded.isPresent() && recorded.get() != inode();
    }

    /** Takes the folder that is there for the one that is to be there. */
    void remember(Session session) throws SQLException {
        session.update("INSERT INTO meta VALUES ('files', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1", inode());
    }

    // 0 where there is no folder.
    private long inode() {
        try {
            return DiskFacts.of(files).inode();
        } catch (IOException e) {
            return 0;
        }
    }
}
