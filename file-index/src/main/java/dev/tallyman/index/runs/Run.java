package dev.tallyman.index.runs;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program. What its parts say is asked here too.
 *
 * @param number counts within its kind: "Sweep 418"
 */
public record Run(
        long id,
        Kind kind,
        long number,
        Status status,
        Request request,
        @Nullable Instant started,
        @Nullable Instant ended,
        Provenance provenance,
        Counts counts,
        Account account) {
    /** When it began, or was asked for where it has not. */
    public Instant since() {
        return started == null ? request.requested() : started;
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

    /**
     * What was asked for.
     *
     * @param name the Job's or child process's, from the request counter; null for one started by
     *     hand
     * @param policy and the workers: asked for at first, then what it really uses
     */
    public record Request(
            Trigger trigger,
            @Nullable String name,
            Instant requested,
            @Nullable String policy,
            @Nullable Integer workers) {}

    /**
     * What it says of itself.
     *
     * @param message what happened, in a few words
     * @param skipped JSON array: what on the volume was not a file
     * @param detail JSON object: what only this kind knows
     */
    public record Account(
            @Nullable Integer exit,
            @Nullable String message,
            @Nullable String skipped,
            @Nullable String detail) {}

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
     * Files with a verdict that it read again.
     *
     * @param revised of these, the ones that got another verdict
     */
    public record Again(long reread, long revised) {}

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

    public Trigger trigger() {
        return request.trigger();
    }

    public @Nullable String name() {
        return request.name();
    }

    public Instant requested() {
        return request.requested();
    }

    public @Nullable String policy() {
        return request.policy();
    }

    public @Nullable Integer workers() {
        return request.workers();
    }

    public @Nullable Integer exit() {
        return account.exit();
    }

    public @Nullable String message() {
        return account.message();
    }

    public @Nullable String skipped() {
        return account.skipped();
    }

    public @Nullable String detail() {
        return account.detail();
    }
}
