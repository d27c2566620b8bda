package dev.tallyman.rules;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a program is due: a cron expression of five fields, read in a time zone.
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

    /** The first time after {@code time}; empty for a date that never comes. */
    public Optional<Instant> next(Instant time) {
        return execution(cron).nextExecution(time.atZone(zone)).map(ZonedDateTime::toInstant);
    }
}
