package dev.tallyman.rules;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * When a program is due: a cron expression of five fields, read in a time zone. What a clock change
 * does to it is decided in docs/decisions/0039: the library is only asked between two changes,
 * where every day is like the next.
 *
 * @param cron minute, hour, day of month, month, day of week
 */
public record Schedule(String cron, ZoneId zone) {
    /** Refuses an expression that is none with {@link IllegalArgumentException}. */
    public Schedule {
        execution(cron);
    }

    private static ExecutionTime execution(String cron) {
        var unix = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
        return ExecutionTime.forCron(new CronParser(unix).parse(cron));
    }

    /**
     * The first time after {@code time}; empty for a date that never comes. A time that the clock
     * skips is made up for right after, unless the next one comes as soon as that.
     */
    public Optional<Instant> next(Instant time) {
        return nextOfCronJob(time).map(next -> madeUp(time, next));
    }

    private Instant madeUp(Instant time, Instant next) {
        for (ZoneOffsetTransition change = zone.getRules().nextTransition(time);
                change != null && change.getInstant().isBefore(next);
                change = zone.getRules().nextTransition(change.getInstant())) {
            if (change.isGap() && change.getInstant().plus(change.getDuration()).isBefore(next) && skips(change)) {
                return change.getInstant();
            }
        }
        return next;
    }

    private boolean skips(ZoneOffsetTransition gap) {
        ZonedDateTime start = gap.getDateTimeBefore().atZone(ZoneOffset.UTC);
        return execution(cron)
                .nextExecution(start.minusSeconds(1))
                .filter(at -> at.toLocalDateTime().isBefore(gap.getDateTimeAfter()))
                .isPresent();
    }

    /**
     * The first time after {@code time} at which Kubernetes runs a CronJob of this schedule: what
     * the clock skips is left out, what it shows twice is done twice.
     */
    public Optional<Instant> nextOfCronJob(Instant time) {
        ExecutionTime execution = execution(cron);
        ZonedDateTime from = time.atZone(zone.getRules().getOffset(time));
        ZoneOffsetTransition change = zone.getRules().nextTransition(time);
        while (true) {
            Optional<Instant> next = execution.nextExecution(from).map(ZonedDateTime::toInstant);
            if (next.isEmpty() || change == null || next.get().isBefore(change.getInstant())) {
                return next;
            }
            from = change.getInstant().atZone(change.getOffsetAfter()).minusSeconds(1);
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }
}
