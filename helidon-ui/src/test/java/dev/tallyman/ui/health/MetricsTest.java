package dev.tallyman.ui.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.Index;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.intake.UploadCounters;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final Pattern FAMILY =
            Pattern.compile("# HELP (?<name>\\S+) \\S.*\\.\n# TYPE (?<again>\\S+) (?<type>\\w+)\n");

    @TempDir
    Path folder;

    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @AutoClose
    private Index index;

    @BeforeEach
    void open() {
        index = Index.open(Volume.create(folder.resolve("data")), () -> now);
    }

    private String text() {
        return new Metrics(index, new UploadCounters(), _ -> {}, () -> now).text();
    }

    private void assertSays(String line) {
        String text = text();
        assertTrue(text.contains("\n" + line + "\n"), () -> line + " is not in:\n" + text);
    }

    private void run(Run.Kind kind, Duration took, int exit) {
        try (Slot slot = Slot.take(index.volume())) {
            Run run = index.runs().start(kind, Run.Trigger.COMMAND, null, slot, Run.Provenance.UNKNOWN);
            now = now.plus(took);
            Run.Status status = exit == 0 ? Run.Status.DONE : Run.Status.FAILED;
            index.runs().end(run.id(), status, exit, "ended");
        }
    }

    @Test
    void everyNameFollowsTheRulesOfPrometheus() {
        run(Run.Kind.SWEEP, Duration.ofSeconds(2), 0);
        index.backUp(1);
        Matcher family = FAMILY.matcher(text());
        int families = 0;
        while (family.find()) {
            families++;
            String name = family.group("name");
            assertEquals(name, family.group("again"));
            assertTrue(name.matches("tallyman_[a-z]+(_[a-z]+)*"), name);
            assertEquals(family.group("type").equals("counter"), name.endsWith("_total"), name);
            assertEquals(false, name.matches(".*_(count|sum|bucket|millis|ms|mb|kb)"), name);
        }
        assertEquals(text().lines().filter(line -> line.startsWith("# TYPE")).count(), families);
        assertEquals(
                List.of(),
                text().lines()
                        .filter(line -> !line.startsWith("# "))
                        .filter(line ->
                                !line.matches("[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*})? -?[0-9.E]+"))
                        .toList());
    }

    @Test
    void whatRunsDidIsToldFromTheIndexSoThatARestartForgetsNothing() {
        run(Run.Kind.SWEEP, Duration.ofSeconds(2), 0);
        run(Run.Kind.SWEEP, Duration.ofSeconds(40), 137);
        run(Run.Kind.REPORT, Duration.ofSeconds(1), 3);
        index.close();
        open();

        assertSays("tallyman_last_success_timestamp_seconds{kind=\"sweep\"} 1772366402");
        assertSays("tallyman_runs{kind=\"sweep\",state=\"failed\"} 1");
        assertSays("tallyman_run_failures_total{kind=\"sweep\",reason=\"killed\"} 1");
        assertSays("tallyman_run_failures_total{kind=\"report\",reason=\"volume\"} 1");
        assertSays("tallyman_run_failures_total{kind=\"housekeeping\",reason=\"unexpected\"} 0");
        assertSays("tallyman_run_duration_seconds_bucket{kind=\"sweep\",le=\"1\"} 0");
        assertSays("tallyman_run_duration_seconds_bucket{kind=\"sweep\",le=\"5\"} 1");
        assertSays("tallyman_run_duration_seconds_bucket{kind=\"sweep\",le=\"60\"} 2");
        assertSays("tallyman_run_duration_seconds_bucket{kind=\"sweep\",le=\"+Inf\"} 2");
        assertSays("tallyman_run_duration_seconds_sum{kind=\"sweep\"} 42");
        assertSays("tallyman_run_duration_seconds_count{kind=\"sweep\"} 2");
        assertTrue(!text().contains("timestamp_seconds{kind=\"report\"}"), "it never ended well");
    }

    @Test
    void aRunThatNeverBeganIsAFailureOfItsOwn() {
        Run run = index.runs()
                .request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null)
                .run();
        index.runs().end(run.id(), Run.Status.FAILED, 1, "Its Job is gone before it began");

        assertSays("tallyman_run_failures_total{kind=\"sweep\",reason=\"could_not_start\"} 1");
        assertSays("tallyman_run_duration_seconds_count{kind=\"sweep\"} 0");
    }

    @Test
    void theOldestFileThatWaitsIsAsOldAsItsState() throws Exception {
        assertSays("tallyman_oldest_waiting_seconds 0");
        Files.writeString(index.volume().files().resolve("a.txt"), "a");
        var _ = index.discovery().run(_ -> 0, _ -> true);
        now = now.plusSeconds(90);

        assertSays("tallyman_oldest_waiting_seconds 90");
    }

    @Test
    void theVolumeTheIndexAndItsBackupAreMeasured() {
        index.backUp(1);
        for (String name : List.of(
                "index_bytes",
                "wal_bytes",
                "backup_timestamp_seconds",
                "volume_free_bytes",
                "volume_size_bytes",
                "volume_free_inodes")) {
            assertTrue(text().contains("\ntallyman_" + name + " "), name);
        }
    }
}
