package dev.tallyman.index.runs;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program.
 *
 * @param number counts within its kind: "Sweep 418"
 * @param name the Job's or child process's, from the request counter; null for one started by hand
 * @param skipped JSON array: what on the volume was not a file
 * @param message what happened, in a few words
 * @param detail JSON object: what only this kind knows
 */
public record Run(
        long id,
        Kind kind,
        long number,
        Status status,
        Trigger trigger,
        @Nullable String name,
        Instant requested,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable String policy,
        @Nullable Integer workers,
        Provenance provenance,
        @Nullable Integer exit,
        Counts counts,
        @Nullable String skipped,
        @Nullable String message,
        @Nullable String detail) {
    /** When it began, or was asked for where it has not. */
    public Instant since() {
        return started == null ? requested : started;
    }

    /** What it does. */
    public enum Kind {
        SWEEP,
        REPORT,
        HOUSEKEEPING,
        RESTORE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** Where it is in its life. */
    public enum Status {
        PENDING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean ended() {
            return this != PENDING && this != RUNNING;
        }
    }

    /** Who asked for it; for a report after a sweep, who asked for the sweep. */
    public enum Trigger {
        UPLOAD,
        CLICK,
        SCHEDULE,
        COMMAND;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it ran and with what; null where it is not known, as on one machine. */
    public record Provenance(
            @Nullable String job,
            @Nullable String pod,
            @Nullable String node,
            @Nullable String image,
            @Nullable String revision,
            @Nullable String rules,
            @Nullable String detector) {
        public static final Provenance UNKNOWN = new Provenance(null, null, null, null, null, null, null);
    }

    /**
     * What it did so far.
     *
     * @param found new on the volume
     * @param bytes read
     * @param total files that it will do, as far as is known
     */
    public record Counts(
            long found,
            long changed,
            long missing,
            long classified,
            long failed,
            long quarantined,
            long bytes,
            long total) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        /** Files with an outcome. */
        public long files() {
            return classified + failed + quarantined;
        }
    }
}
