package dev.tallyman.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("dd'T'HH:mmxxx");

    static List<String> cronJobs() throws IOException {
        try (InputStream in = ScheduleTest.class.getResourceAsStream("cronjob-runs.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static List<String> runs(Function<Instant, Optional<Instant>> next, ZoneId zone, Instant from, Instant to) {
        List<Instant> runs = new ArrayList<>();
        for (Optional<Instant> at = next.apply(from);
                at.isPresent() && !at.get().isAfter(to);
                at = next.apply(at.get())) {
            runs.add(at.get());
        }
        return runs.stream().map(at -> WALL.format(at.atZone(zone))).toList();
    }

    @ParameterizedTest
    @MethodSource("cronJobs")
    void aCronJobRunsWhenKubernetesRunsIt(String line) {
        String[] fields = line.split("\\|", -1);
        ZoneId zone = ZoneId.of(fields[0]);
        Schedule schedule = new Schedule(fields[3], zone);
        assertEquals(
                List.of(fields[4].split(" ", -1)),
                runs(schedule::nextOfCronJob, zone, Instant.parse(fields[1]), Instant.parse(fields[2])));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the spring night: once, when the clock goes on
                "Europe/Berlin       | 2027-03-27T12:00:00Z | 30 2 * * *    | 28T03:00+02:00 29T02:30+02:00",
                "Europe/Berlin       | 2027-03-27T12:00:00Z | 0 2 * * *     | 28T03:00+02:00 29T02:00+02:00",
                "Europe/Berlin       | 2027-03-27T12:00:00Z | 30 2,14 * * * | 27T14:30+01:00 28T03:00+02:00 28T14:30+02:00",
                "Europe/Berlin       | 2027-03-27T12:00:00Z | */15 2 * * *  | 28T03:00+02:00 29T02:00+02:00",
                "Europe/Berlin       | 2027-03-27T12:00:00Z | 30 2 28 3 *   | 28T03:00+02:00 28T02:30+02:00",
                // what comes by itself as soon is not made up for
                "Europe/Berlin       | 2027-03-28T00:20:00Z | */15 * * * *  | 28T01:30+01:00 28T01:45+01:00 28T03:00+02:00 28T03:15+02:00",
                "Europe/Berlin       | 2027-03-28T00:20:00Z | 30 * * * *    | 28T01:30+01:00 28T03:30+02:00 28T04:30+02:00",
                "Europe/Berlin       | 2027-03-27T12:00:00Z | 30 1-5 * * *  | 28T01:30+01:00 28T03:30+02:00",
                "Europe/Berlin       | 2027-03-27T12:00:00Z | 0 3 * * *     | 28T03:00+02:00 29T03:00+02:00",
                // the autumn night: twice, as Kubernetes does
                "Europe/Berlin       | 2027-10-30T12:00:00Z | 30 2 * * *    | 31T02:30+02:00 31T02:30+01:00 01T02:30+01:00",
                "Europe/Berlin       | 2027-10-30T23:50:00Z | */15 * * * *  | 31T02:00+02:00 31T02:15+02:00 31T02:30+02:00 31T02:45+02:00 31T02:00+01:00",
                // half an hour
                "Australia/Lord_Howe | 2027-10-02T12:00:00Z | 15 2 * * *    | 03T02:30+11:00 04T02:15+11:00",
                "Australia/Lord_Howe | 2027-10-02T12:00:00Z | 45 2 * * *    | 03T02:45+11:00 04T02:45+11:00",
                "Australia/Lord_Howe | 2027-10-02T12:00:00Z | 30 1 * * *    | 03T01:30+10:30 04T01:30+11:00",
                "Australia/Lord_Howe | 2027-04-03T12:00:00Z | 45 1 * * *    | 04T01:45+11:00 04T01:45+10:30 05T01:45+10:30",
                "Australia/Lord_Howe | 2027-04-03T12:00:00Z | 0 2 * * *     | 04T02:00+10:30 05T02:00+10:30",
                // midnight is skipped
                "America/Sao_Paulo   | 2018-11-03T20:00:00Z | 0 0 * * *     | 04T01:00-02:00 05T00:00-02:00",
                // a day that never was
                "Pacific/Apia        | 2011-12-29T12:00:00Z | 30 2 * * *    | 29T02:30-10:00 31T02:30+14:00",
                "Pacific/Apia        | 2011-12-29T12:00:00Z | 30 2 30 12 *  | 31T00:00+14:00 30T02:30+14:00",
                // leap days
                "Etc/UTC             | 2027-03-01T00:00:00Z | 30 2 29 2 *   | 29T02:30+00:00 29T02:30+00:00",
            })
    void onOneMachineWhatTheClockSkipsIsMadeUpForOnce(String zone, Instant from, String cron, String expected) {
        Schedule schedule = new Schedule(cron, ZoneId.of(zone));
        List<String> first = List.of(expected.split(" ", -1));
        List<Instant> runs = new ArrayList<>();
        Instant at = from;
        for (int i = 0; i < first.size(); i++) {
            at = schedule.next(at).orElseThrow();
            runs.add(at);
        }
        assertEquals(
                first,
                runs.stream()
                        .map(run -> WALL.format(run.atZone(ZoneId.of(zone))))
                        .toList());
    }

    static Stream<ZoneId> zones() {
        return Stream.of("Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Africa/Cairo")
                .map(ZoneId::of);
    }

    @ParameterizedTest
    @MethodSource("zones")
    void aNightlyJobRunsOnEveryDayOfAYearAndIsNeverFarAway(ZoneId zone) {
        Schedule schedule = new Schedule("30 2 * * *", zone);
        Instant at = Instant.parse("2027-01-01T12:00:00Z");
        List<String> days = new ArrayList<>();
        while (days.size() < 366) {
            Instant next = schedule.next(at).orElseThrow();
            assertTrue(Duration.between(at, next).toHours() <= 26, at + " to " + next);
            days.add(next.atZone(zone).toLocalDate().toString());
            at = next;
        }
        assertTrue(days.stream().distinct().count() >= 364, () -> twice(days));
    }

    private static String twice(List<String> days) {
        return days.stream().collect(Collectors.groupingBy(day -> day, Collectors.counting())).entrySet().stream()
                .filter(day -> day.getValue() > 1)
                .toList()
                .toString();
    }

    @Test
    void aDateThatNeverComesIsNone() {
        Schedule never = new Schedule("0 0 30 2 *", ZoneId.of("Europe/Berlin"));
        assertEquals(Optional.empty(), never.next(Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void aDayOfTheMonthAndOneOfTheWeekTogetherMeanEitherAsOnKubernetes() {
        Schedule schedule = new Schedule("0 0 13 * 5", ZoneId.of("Etc/UTC"));
        Instant from = OffsetDateTime.parse("2027-01-11T00:00:00Z").toInstant();
        assertEquals(
                List.of("13T00:00+00:00", "15T00:00+00:00"),
                runs(schedule::next, ZoneId.of("Etc/UTC"), from, from.plus(Duration.ofDays(6))));
    }
}
