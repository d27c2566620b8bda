package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.rules.Schedule;
import dev.tallyman.ui.jobs.ScheduleState;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A CronJob as the schedule of a kind of runs. */
record CronJobSchedule(Run.Kind kind, CronJob cronJob) {
    ScheduleState state(Instant now, RunRegister runs) {
        String cron = cronJob.getSpec().getSchedule();
        String zone =
                Stream.ofNullable(cronJob.getSpec().getTimeZone()).findAny().orElse("Etc/UTC");
        boolean paused = Boolean.TRUE.equals(cronJob.getSpec().getSuspend());
        return new ScheduleState(
                kind,
                cron,
                zone,
                paused ? null : next(cron, zone, now),
                paused,
                runs.list(kind, Long.MAX_VALUE, ScheduleState.RUNS),
                image());
    }

    private @Nullable String image() {
        return cronJob.getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getImage)
                .findFirst()
                .orElse(null);
    }

    // Kubernetes reads a few words more than Unix does, such as @hourly: then the time stays open.
    private static @Nullable Instant next(String cron, String zone, Instant now) {
        try {
            return new Schedule(cron, ZoneId.of(zone)).nextOfCronJob(now).orElse(null);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }
}
