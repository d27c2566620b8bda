package dev.tallyman.ui.html.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.RunRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Runs page.
 *
 * @param lead what runs now, in one sentence
 * @param deployment null on a machine without images
 */
public record RunListPage(
        Frame frame,
        String lead,
        @Nullable Instant reported,
        @Nullable Next next,
        List<Figure> figures,
        List<Plan> plans,
        List<Frame.Banner> paused,
        History history,
        @Nullable Deployment deployment) {
    /**
     * The runs that were.
     *
     * @param longest the longest run of the table in milliseconds: the whole of its bars
     * @param older address of the runs before these; null where there are none
     */
    public record History(
            List<Filter> filters,
            List<RunRow> rows,
            long longest,
            String scale,
            @Nullable String older) {}

    /** The next run that begins by itself. */
    public record Next(Run.Kind kind, Instant at) {}

    /**
     * Now, Last, Next.
     *
     * @param done part of {@code of}, for a bar; of is 0 for none
     */
    public record Figure(
            String name, String value, @Nullable String url, String note, long done, long of) {}

    /**
     * A schedule.
     *
     * @param typical what its runs usually take
     */
    public record Plan(
            String name,
            String label,
            String words,
            String cron,
            @Nullable Instant next,
            boolean paused,
            List<Tick> strip,
            String stripWords,
            String typical) {}

    /** One of the last twenty runs in a strip of tallies. */
    public record Tick(int x, Mark mark) {}

    /** What a tally says: tall did work, short had nothing to do, a cross failed. */
    public enum Mark {
        WORK,
        NOTHING,
        NEED,
        FAIL,
        RUNS
    }

    /** Runs of one kind, or all. */
    public record Filter(String text, String url, boolean on) {}
}
