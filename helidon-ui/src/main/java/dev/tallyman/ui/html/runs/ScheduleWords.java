package dev.tallyman.ui.html.runs;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
import dev.tallyman.ui.html.page.RunRow;
import dev.tallyman.ui.jobs.ScheduleState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Schedules as people read them. */
final class ScheduleWords {
    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final int TALLY = 8;
    private static final int GAP = 6;

    private ScheduleWords() {}

    static RunListPage.Plan of(ScheduleState schedule, Instant now) {
        List<Run> runs = schedule.runs().reversed();
        List<RunListPage.Tick> strip = new ArrayList<>();
        Map<RunListPage.Mark, Integer> counts = new EnumMap<>(RunListPage.Mark.class);
        for (int i = 0; i < runs.size(); i++) {
            RunListPage.Mark mark = mark(runs.get(i));
            counts.merge(mark, 1, Integer::sum);
            strip.add(new RunListPage.Tick(i * TALLY + i / 5 * GAP, mark));
        }
        return new RunListPage.Plan(
                Words.upper(schedule.kind().label()),
                schedule.name(),
                words(schedule.cron()) + (schedule.zone().matches("(Etc/)?UTC|Z") ? "" : ", " + schedule.zone()),
                schedule.cron(),
                schedule.next(),
                schedule.paused(),
                List.copyOf(strip),
                counts.isEmpty()
                        ? "No runs yet"
                        : counts.entrySet().stream()
                                .map(e -> e.getValue() + " " + words(e.getKey()))
                                .collect(Collectors.joining(", ")),
                typical(runs, now));
    }

    static RunListPage.Mark mark(Run run) {
        return switch (run.status()) {
            case PENDING, RUNNING -> RunListPage.Mark.RUNS;
            case FAILED -> RunListPage.Mark.FAIL;
            case CANCELLED -> RunListPage.Mark.NOTHING;
            case DONE -> done(run);
        };
    }

    private static RunListPage.Mark done(Run run) {
        if (RunRow.needsYou(run)) {
            return RunListPage.Mark.NEED;
        }
        Run.Counts counts = run.counts();
        boolean idle = switch (run.kind()) {
            case SWEEP -> counts.files() + counts.changed() + counts.missing() == 0;
            case REPORT -> String.valueOf(run.message()).startsWith("Nothing changed");
            case HOUSEKEEPING, RESTORE -> false;
        };
        return idle ? RunListPage.Mark.NOTHING : RunListPage.Mark.WORK;
    }

    private static String words(RunListPage.Mark mark) {
        return switch (mark) {
            case WORK -> "did work";
            case NOTHING -> "had nothing to do";
            case NEED -> "left something that needs you";
            case FAIL -> "failed";
            case RUNS -> "running";
        };
    }

    /** {@code every 5 minutes}; an expression without words stays as it is. */
    private static String words(String cron) {
        try {
            String words = CronDescriptor.instance(Locale.ENGLISH).describe(UNIX.parse(cron));
            return words.matches("at \\d\\d:\\d\\d") ? "daily " + words : words;
        } catch (IllegalArgumentException e) {
            return cron;
        }
    }

    private static String typical(List<Run> runs, Instant now) {
        List<Duration> times = runs.stream()
                .filter(run -> run.status() == Run.Status.DONE)
                .map(run -> RunRow.took(run, now))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return times.isEmpty() ? "–" : Words.duration(times.get(times.size() / 2));
    }
}
