package dev.tallyman.ui.html.runs;

import dev.tallyman.look.Gantt;
import dev.tallyman.ui.html.page.Fact;
import dev.tallyman.ui.html.page.FileRow;
import dev.tallyman.ui.html.page.Frame;
import dev.tallyman.ui.html.page.RunRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one run.
 *
 * @param lead what it did, in one sentence
 * @param says after its state
 * @param waiting why it does not go on; null where it does
 * @param report address of the report it made; null for none
 * @param workers what each worker did; null where there is nothing to draw
 * @param ended whether nothing more will come
 * @param left where it ran
 * @param right what it ran with
 */
public record RunPage(
        Frame frame,
        RunRow run,
        String lead,
        String says,
        @Nullable String waiting,
        @Nullable String report,
        @Nullable Workers workers,
        LogLines log,
        boolean ended,
        Touched touched,
        List<Fact> left,
        List<Fact> right) {
    /** What each worker did, and what the drawing shows. */
    public record Workers(Gantt.Chart chart, String words) {}

    /** Files it read, those that need a look first; all of them under the address. */
    public record Touched(List<FileRow> files, String words, String url) {}

    /**
     * A line of its log.
     *
     * @param at null where the line is not of the programs' own form
     * @param times lines that it stands for, itself included
     */
    public record LogLine(@Nullable Instant at, String clock, String who, String what, String meaning, int times) {
        LogLine with(int more) {
            return new LogLine(at, clock, who, what, meaning, more);
        }
    }
}
