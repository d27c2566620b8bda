package dev.tallyman.report.count;

import dev.tallyman.index.catalog.ReportDataTimes.Times;
import dev.tallyman.index.catalog.ReportDataTimes.Work;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the programs did on this intake lately.
 *
 * @param housekeeping the last one that was done
 */
public record RunHistory(
        List<PolicyTimes> policies, List<SweepTimes> sweeps, List<Run> runs, Optional<Run> housekeeping) {

    /** How a policy did. */
    public record PolicyTimes(String policy, Times times, Work work) {
        public String rate() {
            return RunHistory.rate(work.files(), work.time().toMillis());
        }
    }

    /** How one sweep did. */
    public record SweepTimes(Run run, Times times) {
        public String rate() {
            return run.started() == null || run.ended() == null
                    ? "–"
                    : RunHistory.rate(
                            run.counts().files(),
                            run.ended().toEpochMilli() - run.started().toEpochMilli());
        }
    }

    /** How long a run took, or has been going on. */
    public static long millis(Run run, Instant now) {
        Instant started = run.started();
        Instant ended = run.ended() == null ? now : run.ended();
        return started == null
                ? 0
                : Math.max(0, Duration.between(started, ended).toMillis());
    }

    private static String rate(long files, long millis) {
        if (millis <= 0) {
            return "–";
        }
        double rate = files * 1_000d / millis;
        return rate < 10 ? String.format(Locale.ENGLISH, "%.1f", rate) : Words.count(Math.round(rate));
    }
}
