package dev.tallyman.ui.jobs.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunPlan;
import dev.tallyman.ui.jobs.RunnerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that nobody asked for one by one: after uploads, after sweeps, by schedule. */
class AutomaticRunsTest {
    @AutoClose
    private final RunnerSetup stage;

    AutomaticRunsTest(@TempDir Path folder) {
        stage = new RunnerSetup(folder.resolve("data"));
    }

    private static Run click(JobRunner runner) {
        return runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, "sjf", 2).run();
    }

    @Test
    void manyUploadsMakeOneSweep() throws IOException {
        try (LocalRunner runner = stage.runner("hang")) {
            for (int i = 0; i < 50; i++) {
                stage.upload("file-" + i);
                runner.uploaded();
            }
            RunnerSetup.until(() -> !stage.runs(Run.Kind.SWEEP).isEmpty());

            assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
            assertEquals(
                    Run.Trigger.UPLOAD, stage.runs(Run.Kind.SWEEP).getFirst().trigger());
        }
    }

    @Test
    void aReportFollowsASweepThatChangedSomethingButNotTooSoon() {
        try (LocalRunner runner = stage.runner("done")) {
            stage.ended(click(runner).id());
            RunnerSetup.until(() -> stage.runs(Run.Kind.REPORT).size() == 1);
            Run report = stage.ended(stage.runs(Run.Kind.REPORT).getFirst().id());
            assertEquals(Run.Trigger.CLICK, report.trigger());

            Run second = stage.ended(click(runner).id());

            assertEquals(Run.Status.DONE, second.status());
            assertEquals(1, stage.runs(Run.Kind.REPORT).size());
        }
    }

    @Test
    void whileAReportRunsTheNextIsNotAskedForAgainAndAgain() {
        stage.plan = new RunPlan(Map.of(), Map.of(), Duration.ZERO, 3);
        try (LocalRunner runner = stage.runner("done", "hang")) {
            stage.ended(click(runner).id());
            RunnerSetup.until(
                    () -> stage.runs(Run.Kind.REPORT).stream().anyMatch(run -> run.status() == Run.Status.RUNNING));
            stage.ended(click(runner).id());
            // A second sweep's report is due, and another second passes.
            RunnerSetup.until(() -> stage.ended(click(runner).id()).status() == Run.Status.DONE);

            String name = String.valueOf(click(runner).name());
            int requests = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
            assertTrue(requests < 15, name);
        }
    }

    @Test
    void aScheduleBeginsItsRunAndMissedOnesAreMadeUpOnce() {
        try (LocalRunner runner = stage.runner("done")) {
            runner.tick();
            assertEquals(
                    Instant.parse("2026-03-01T13:00:00Z"),
                    runner.schedules().getFirst().next());
            assertEquals(List.of(), stage.runs(Run.Kind.SWEEP));

            stage.now = Instant.parse("2026-03-01T23:30:00Z");
            runner.tick();
            runner.tick();

            Run run = stage.runs(Run.Kind.SWEEP).getFirst();
            assertEquals(Run.Trigger.SCHEDULE, run.trigger());
            stage.ended(run.id());
            runner.tick();
            assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
        }
    }

    @Test
    void aPausedScheduleStaysPausedOverARestart() {
        try (LocalRunner runner = stage.runner("done")) {
            runner.pause(Run.Kind.SWEEP);
        }
        try (LocalRunner runner = stage.runner("done")) {
            runner.tick();
            stage.now = Instant.parse("2026-03-02T23:30:00Z");
            runner.tick();
            assertEquals(List.of(), stage.runs(Run.Kind.SWEEP));
            assertTrue(runner.schedules().getFirst().paused());

            runner.resume(Run.Kind.SWEEP);
            stage.now = Instant.parse("2026-03-03T23:30:00Z");
            runner.tick();
            assertEquals(1, stage.runs(Run.Kind.SWEEP).size());
        }
    }
}
