package dev.tallyman.volume;

import java.io.IOException;

/**
 * Anything about the volume or the index that a caller cannot go on from; messages are for people.
 */
public abstract sealed class IntakeException extends RuntimeException
        permits IntakeException.Unusable,
                IntakeException.Full,
                IntakeException.TimedOut,
                IntakeException.NameTaken,
                IntakeException.NotFound,
                IntakeException.Replaced {
    private static final long serialVersionUID = 1L;

    IntakeException(String message, Throwable cause) {
        super(message, cause);
    }

    IntakeException(String message) {
        super(message);
    }

    /**
     * What failed for want of space, or for another reason.
     *
     * @param full what to say and do where the volume is full
     * @param otherwise what to say where it is not
     */
    public static IntakeException of(IOException e, String full, String otherwise) {
        return IntakeException.Full.isBehind(e) ? new Full(full, e) : new Unusable(otherwise, e);
    }

    /** What failed of one file, of whatever was done to it. */
    public static IntakeException hindered(String done, IOException e) {
        return of(
                e,
                "The volume is full. Nothing was lost. Free space or ask for a larger volume, then try again.",
                "The file could not be " + done + ": " + e.getMessage());
    }

    /** The volume or the index cannot be used: programs exit with 3. The message names the cure. */
    public static final class Unusable extends IntakeException {
        private static final long serialVersionUID = 1L;

        public Unusable(String message) {
            super(message);
        }

        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** No space or no inodes left: HTTP 507, exit 3. Nothing was lost. */
    public static final class Full extends IntakeException {
        private static final long serialVersionUID = 1L;

        public Full(String message, Throwable cause) {
            super(message, cause);
        }

        public Full(String message) {
            super(message);
        }

        /** True when the reason of something is that no space, inodes or quota are left. */
        public static boolean isBehind(Throwable e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                String message = t.getMessage();
                boolean full = message != null
                        && (message.contains("No space left on device") || message.contains("Disk quota exceeded"));
                if (full || t instanceof Full) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Reading took longer than others are to wait: HTTP 503. Nothing was changed. */
    public static final class TimedOut extends IntakeException {
        private static final long serialVersionUID = 1L;

        public TimedOut() {
            super("Reading the index takes too long, and others wait for it. Ask for less, a folder or a shorter time,"
                    + " or try again later.");
        }
    }

    /** The name is taken and the caller did not want another: HTTP 412. */
    public static final class NameTaken extends IntakeException {
        private static final long serialVersionUID = 1L;

        public NameTaken(String message) {
            super(message);
        }
    }

    /** There is no such file, or not in the state that the request needs: HTTP 404 or 409. */
    public static final class NotFound extends IntakeException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message);
        }
    }

    /** What lies at the file's name is not the file that the index knows: HTTP 409. */
    public static final class Replaced extends IntakeException {
        private static final long serialVersionUID = 1L;

        private Replaced(String message) {
            super(message);
        }

        public static Replaced by(String what) {
            return new Replaced(
                    "In the place of this file lies "
                            + what
                            + ", which was left as it is. The next sweep brings the index in line with it: press Process now, then look again.");
        }
    }
}
