package dev.tallyman.index.database;

import dev.tallyman.volume.IntakeException;
import java.sql.SQLException;

/** What SQLite's errors mean to people, and what they can do about them. */
public final class SqliteErrors {
    /** https://sqlite.org/rescode.html#interrupt */
    private static final int INTERRUPTED = 9;

    private SqliteErrors() {}

    /** True for a full volume, which also shows as an I/O error of the write-ahead log. */
    public static boolean isFull(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return (e.getErrorCode() & 0xff) == 13
                || message.contains("SQLITE_FULL")
                || message.contains("SQLITE_IOERR_WRITE")
                || message.contains("SQLITE_IOERR_SHMSIZE");
    }

    // https://sqlite.org/rescode.html#cantopen
    static boolean cannotOpen(SQLException e) {
        return (e.getErrorCode() & 0xff) == 14;
    }

    public static IntakeException translate(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int code = e.getErrorCode() & 0xff;
        if (isFull(e)) {
            return new IntakeException.Full(
                    "The volume is full. Nothing was lost. Free space or ask for a larger volume, then try again.", e);
        }
        if (code == INTERRUPTED) {
            return new IntakeException.TimedOut();
        }
        if (code == 11 || code == 26) {
            return damaged(message, e);
        }
        if (code == 8) {
            return new IntakeException.Unusable(
                    "The index cannot be written: "
                            + message
                            + ". Mount the volume read-write, and check that this user owns it.",
                    e);
        }
        return new IntakeException.Unusable("The index cannot be used: " + message, e);
    }

    static IntakeException damaged(String what, Throwable cause) {
        return new IntakeException.Unusable(
                "The index is damaged ("
                        + what
                        + "). The files are untouched. Stop every"
                        + " program that uses it, then put last night’s backup back: tallyman restore --data DIR (lists the"
                        + " backups), tallyman restore --data DIR BACKUP.",
                cause);
    }
}
