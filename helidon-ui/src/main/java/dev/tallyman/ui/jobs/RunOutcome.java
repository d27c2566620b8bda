package dev.tallyman.ui.jobs;

import dev.tallyman.index.runs.Run;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run ended whose program could not say so itself. */
public record RunOutcome(Run.Status status, String words) {
    /** What is said of a run that somebody stopped, by whoever runs it. */
    public static final String CANCELLED = "Cancelled";

    /** From the exit code, the reason it was stopped for, and the end of its log. */
    public static RunOutcome of(int exit, @Nullable StopReason stopped, String logEnd) {
        if (stopped != null) {
            return switch (stopped) {
                case CANCELLED -> new RunOutcome(Run.Status.CANCELLED, CANCELLED);
                case DEADLINE -> new RunOutcome(Run.Status.FAILED, "Took too long and was stopped");
                case SHUTDOWN ->
                    new RunOutcome(
                            Run.Status.CANCELLED,
                            "Stopped together with the server; the next run goes on with its work");
            };
        }
        boolean memory = logEnd.contains("java.lang.OutOfMemoryError");
        return switch (exit) {
            case 0 -> new RunOutcome(Run.Status.DONE, "Done");
            case 2 -> failed("Wrong configuration: its log says which");
            case 3 -> failed("The volume or the index cannot be used: its log says why");
            case 130, 143 ->
                new RunOutcome(Run.Status.CANCELLED, "Stopped by a signal; the next run goes on with its work");
            case 137 -> failed("It was killed; the next run goes on with its work");
            default ->
                failed(
                        memory
                                ? "Out of memory; the next run goes on with its work"
                                : "It ended unexpectedly (exit " + exit + "): its log says more");
        };
    }

    public static String tooLong(Duration deadline) {
        return "Took longer than its deadline of "
                + (deadline.toMinutes() > 0 ? deadline.toMinutes() + " minutes" : deadline.toSeconds() + " seconds")
                + " and was stopped; the next run goes on with its work";
    }

    private static RunOutcome failed(String words) {
        return new RunOutcome(Run.Status.FAILED, words);
    }
}
