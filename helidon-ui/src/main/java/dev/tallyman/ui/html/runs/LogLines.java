package dev.tallyman.ui.html.runs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest lines of a run's log.
 *
 * @param whole nothing stands before them
 * @param next the byte after them
 */
public record LogLines(List<RunPage.LogLine> lines, boolean whole, long next) {
    private static final int SHOWN = 64 << 10;
    private static final int MOST = 400;
    private static final Pattern FIGURE = Pattern.compile("\\d[\\d,.]*( [kMGT]?B| s| min| h)?");
    private static final Pattern LINE =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d:\\d\\d)\\.?\\d*Z) (.{1,40}?)  (.*)");

    static LogLines newest(JobRunner jobs, Run run, Path log) {
        long start = Math.max(0, log.toFile().length() - SHOWN);
        var bytes = new ByteArrayOutputStream();
        long next = start;
        while (bytes.size() < 2 * SHOWN) {
            JobRunner.Tail tail = jobs.log(run, next);
            if (!tail.bytes().hasRemaining()) {
                break;
            }
            bytes.write(
                    tail.bytes().array(), tail.bytes().position(), tail.bytes().remaining());
            next = tail.next();
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        // What follows goes on with whole lines.
        int end = text.lastIndexOf('\n') + 1;
        next -= text.substring(end).getBytes(StandardCharsets.UTF_8).length;
        List<String> lines = new ArrayList<>(text.substring(0, end).lines().toList());
        if (start > 0 && !lines.isEmpty()) {
            lines.removeFirst();
        }
        List<RunPage.LogLine> folded = folded(lines.stream().map(LogLines::line).toList());
        boolean whole = start == 0 && folded.size() <= MOST;
        return new LogLines(folded.subList(Math.max(0, folded.size() - MOST), folded.size()), whole, next);
    }

    // Lines that say the same of other figures are one, the last of them.
    private static List<RunPage.LogLine> folded(List<RunPage.LogLine> lines) {
        List<RunPage.LogLine> folded = new ArrayList<>();
        for (RunPage.LogLine line : lines) {
            RunPage.LogLine last = folded.isEmpty() ? null : folded.getLast();
            if (last != null && last.meaning().isEmpty() && shape(last).equals(shape(line))) {
                folded.removeLast();
                folded.add(line.with(last.times() + 1));
            } else {
                folded.add(line);
            }
        }
        return folded;
    }

    // A name of a file is no figure.
    private static String shape(RunPage.LogLine line) {
        boolean figures = !line.what().contains(": ");
        return line.who() + "  " + (figures ? FIGURE.matcher(line.what()).replaceAll("0") : line.what());
    }

    private static RunPage.LogLine line(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return new RunPage.LogLine(null, "", "", line, "", 1);
        }
        try {
            String what = parts.group(4);
            return new RunPage.LogLine(
                    Instant.parse(parts.group(1)), parts.group(2), parts.group(3), what, meaning(what), 1);
        } catch (DateTimeException e) {
            return new RunPage.LogLine(null, "", "", line, "", 1);
        }
    }

    private static String meaning(String what) {
        return what.contains("needs you") ? "need" : what.contains("tries again") ? "fail" : "";
    }
}
