package dev.tallyman.ui.html.page;

import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.ReadingRate;
import dev.tallyman.look.Words;
import dev.tallyman.ui.jobs.RunOutcome;
import dev.tallyman.ui.jobs.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run in a table.
 *
 * @param meaning done, wait, need or fail
 * @param trigger who asked for it
 * @param began when it started, or was asked for
 * @param millis how long it took so far
 * @param files how many it has an outcome for, in words
 */
public record RunRow(
        long id,
        String name,
        String meaning,
        String glyph,
        String state,
        String trigger,
        Instant began,
        long millis,
        String took,
        String files,
        String what) {
    /**
     * The row of a run.
     *
     * @param waiting why it does not go on, where it does not
     */
    public static RunRow of(Run run, Optional<Waiting> waiting, Instant now) {
        long millis = took(run, now).toMillis();
        return new RunRow(
                run.id(),
                name(run),
                meaning(run),
                glyph(run),
                state(run),
                trigger(run),
                run.started() == null ? run.requested() : run.started(),
                millis,
                run.started() == null ? "–" : Words.duration(Duration.ofMillis(millis)),
                files(run),
                what(run, waiting));
    }

    public String url() {
        return "/runs/" + id;
    }

    public static String name(Run run) {
        return Words.upper(run.kind().label()) + " " + run.number();
    }

    /** How long it took, or takes until now; nothing where it never started. */
    public static Duration took(Run run, Instant now) {
        Instant started = run.started();
        Instant end = run.ended() == null ? now : run.ended();
        return started == null || end.isBefore(started) ? Duration.ZERO : Duration.between(started, end);
    }

    public static boolean needsYou(Run run) {
        return run.status() == Run.Status.DONE && run.counts().quarantined() > 0;
    }

    static String meaning(Run run) {
        return switch (run.status()) {
            case PENDING, RUNNING, CANCELLED -> "wait";
            case DONE -> needsYou(run) ? "need" : "done";
            case FAILED -> "fail";
        };
    }

    static String glyph(Run run) {
        return switch (run.status()) {
            case PENDING -> "received";
            case RUNNING -> "claimed";
            case CANCELLED -> "trashed";
            case DONE -> needsYou(run) ? "quarantined" : "classified";
            case FAILED -> "failed";
        };
    }

    public static String state(Run run) {
        return switch (run.status()) {
            case PENDING -> "Waiting";
            case RUNNING -> "Running";
            case CANCELLED -> "Stopped";
            case DONE -> needsYou(run) ? "Needs you" : "Done";
            case FAILED -> "Failed";
        };
    }

    public static String trigger(Run run) {
        return switch (run.trigger()) {
            case UPLOAD -> "an upload";
            case CLICK -> run.kind() == Run.Kind.SWEEP ? "Process now" : "somebody on the page";
            case SCHEDULE -> "the schedule";
            case COMMAND -> "a command";
        };
    }

    private static String files(Run run) {
        Run.Counts counts = run.counts();
        return switch (run.kind()) {
            case SWEEP ->
                counts.total() > counts.files() && !run.status().ended()
                        ? Words.count(counts.files()) + " of " + Words.count(counts.total())
                        : Words.count(counts.files());
            case REPORT -> counts.total() == 0 ? "–" : Words.count(counts.total());
            case HOUSEKEEPING, RESTORE -> "–";
        };
    }

    private static String what(Run run, Optional<Waiting> waiting) {
        @Nullable String message = run.message();
        if (message == null || message.isBlank()) {
            return switch (run.status()) {
                case PENDING -> Words.upper(toStart(waiting));
                case RUNNING -> "Is at work";
                case DONE, FAILED, CANCELLED -> "";
            };
        }
        // Whoever stopped it had no count yet: its program may have recorded a few files more on its way out.
        Run.Counts counts = run.counts();
        return run.kind() == Run.Kind.SWEEP && counts.files() > 0 && message.equals(RunOutcome.CANCELLED)
                ? message + " after " + Words.count(counts.files()) + " of "
                        + Words.files(Math.max(counts.total(), counts.files()))
                : Words.cut(message, 160);
    }

    /** How a run that has not begun is getting on. */
    public static String toStart(Optional<Waiting> waiting) {
        return waiting.filter(Waiting::lasting)
                .map(why -> "cannot start: " + why.reason())
                .orElse("is about to start");
    }

    /**
     * {@code about 20 s left}, by the files or by the bytes that wait, whichever takes longer;
     * empty while it cannot be told.
     */
    public static String timeLeft(Run run, Totals.Count backlog, Instant now) {
        Run.Counts done = run.counts();
        long rest = done.total() - done.files();
        if (run.started() == null || rest <= 0) {
            return "";
        }
        return new ReadingRate(done.files(), done.bytes(), Duration.between(run.started(), now))
                .left(rest, backlog.bytes())
                .map(left -> "about " + Words.roughly(left.plusSeconds(1)) + " left")
                .orElse("");
    }
}
