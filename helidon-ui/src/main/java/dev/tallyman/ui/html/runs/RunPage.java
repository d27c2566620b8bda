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
 * @param chart what each worker did; null where there is nothing to draw
 * @param log its newest lines
 * @param offset the byte of the log after them
 * @param ended whether nothing more will come
 * @param touched files it read, those that need a look first
 */
public record RunPage(
        Frame frame,
        RunRow run,
        String lead,
        String says,
        @Nullable String waiting,
        @Nullable String report,
        Gantt.@Nullable Chart chart,
        String chartWords,
        List<LogLine> log,
        boolean logWhole,
        long offset,
        boolean ended,
        List<FileRow> touched,
        String touchedWords,
        String allUrl,
        List<Fact> left,
        List<Fact> right) {
    /** A line of its log; {@code at} is null for what is no line of ours. */
    public record LogLine(@Nullable Instant at, String clock, String who, String what, String meaning) {}
}
