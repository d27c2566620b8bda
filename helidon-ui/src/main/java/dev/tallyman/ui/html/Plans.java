package dev.tallyman.ui.html;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.tallyman.index.runs.Run;
import dev.tallyman.look.Words;
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
final class Plans {
    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final int TALLY = 8;
    private static final int GAP = 6;

    private Plans() {}

    static RunsPage.Plan of(ScheduleState schedule, Instant now) {
        List<Run> runs = schedule.runs().reversed();
        List<RunsPage.Tick> strip = new ArrayList<>();
        Map<RunsPage.Mark, Integer> counts = new EnumMap<>(RunsPage.Mark.class);
        for (int i = 0; i < runs.size(); i++) {
            RunsPage.Mark mark = mark(runs.get(i));
            counts.merge(mark, 1, Integer::sum);
            strip.add(new RunsPage.Tick(i * TALLY + i / 5 * GAP, mark));
        }
        return new RunsPage.Plan(
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

    static RunsPage.Mark mark(Run run) {
        return switch (run.status()) {
            case PENDING, RUNNING -> RunsPage.Mark.RUNS;
            case FAILED -> RunsPage.Mark.FAIL;
            case CANCELLED -> RunsPage.Mark.NOTHING;
            case DONE -> done(run);
        };
    }

    private static RunsPage.Mark done(Run run) {
        if (RunRow.needsYou(run)) {
            return RunsPage.Mark.NEED;
        }
        Run.Counts counts = run.counts();
        boolean idle = switch (run.kind()) {
            case SWEEP -> counts.files() + counts.changed() + counts.missing() == 0;
            case REPORT -> String.valueOf(run.message()).startsWith("Nothing changed");
            case HOUSEKEEPING, RESTORE -> false;
        };
        return idle ? RunsPage.Mark.NOTHING : RunsPage.Mark.WORK;
    }

    private static String words(RunsPage.Mark mark) {
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
