package dev.tallyman.ui.jobs.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunPlan;
import dev.tallyman.ui.jobs.RunnerSetup;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunnerTest {
    @AutoClose
    private final RunnerSetup stage;

    LocalRunnerTest(@TempDir Path folder) {
        stage = new RunnerSetup(folder.resolve("data"));
    }

    private static Run click(JobRunner runner) {
        return runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, "sjf", 2).run();
    }

    private String log(Run run) throws IOException {
        return Files.readString(stage.index.volume().log(run.id()));
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @Test
    void aRunIsAChildThatAdoptsItsRowAndLeavesItsLogOnTheVolume() throws IOException {
        try (LocalRunner runner = stage.runner("done")) {
            Run run = stage.ended(click(runner).id());

            assertEquals(Run.Status.DONE, run.status());
            assertEquals(1, run.counts().found());
            assertEquals("sjf", run.policy());
            assertEquals(2, run.workers());
            assertTrue(log(run).contains("began run " + run.id() + " by click"), log(run));
        }
    }

    @Test
    void aDoubleClickIsOneRun() {
        try (LocalRunner runner = stage.runner("hang")) {
            RunRegister.Requested first = runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null);
            RunRegister.Requested second = runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null);

            assertTrue(first.created());
            assertFalse(second.created());
            assertEquals(first.run().id(), second.run().id());
            assertEquals(1, children().size());
        }
    }

    @Test
    void aCrashIsRecordedAndTheWorkThatIsLeftIsTakenUpAgain() throws IOException {
        stage.upload("a.txt");
        try (LocalRunner runner = stage.runner("crash")) {
            Run run = stage.ended(click(runner).id());

            assertEquals(Run.Status.FAILED, run.status());
            assertEquals(1, run.exit());
            RunnerSetup.until(() -> stage.runs(Run.Kind.SWEEP).size() > 1);
        }
    }

    @Test
    void aSweepThatMetAFullVolumeBeforeItFoundAFileIsTriedAgain() {
        try (LocalRunner runner = stage.runner("full")) {
            assertEquals(Run.Status.FAILED, stage.ended(click(runner).id()).status());

            RunnerSetup.until(() -> stage.runs(Run.Kind.SWEEP).size() > 1);
        }
    }

    @Test
    void aChildOutOfMemoryIsSaidToBe() {
        try (LocalRunner runner = stage.runner("memory")) {
            Run run = click(runner);

            awaitWords("Out of memory; the next run goes on with its work", run);
            assertEquals(Run.Status.FAILED, stage.run(run.id()).status());
        }
    }

    // Whoever finds the dead process's slot first knows no more than that it died.
    private void awaitWords(String words, Run run) {
        RunnerSetup.until(() -> words.equals(stage.run(run.id()).message()));
    }

    @Test
    void aKilledChildIsSaidToBe() {
        try (LocalRunner runner = stage.runner("hang")) {
            Run run = click(runner);
            children().getFirst().destroyForcibly();

            awaitWords("It was killed; the next run goes on with its work", run);
            assertEquals(137, stage.run(run.id()).exit());
        }
    }

    @Test
    void aProgramThatCannotBeStartedIsAnAnswerAndNotAHungRun() {
        try (LocalRunner runner = stage.runner("done")) {
            var thrown = assertThrows(
                    JobRunner.Unavailable.class,
                    () -> runner.start(Run.Kind.HOUSEKEEPING, Run.Trigger.CLICK, null, null));

            assertTrue(String.valueOf(thrown.getMessage()).contains("no program"), "words");
            assertEquals(
                    Run.Status.FAILED,
                    stage.runs(Run.Kind.HOUSEKEEPING).getFirst().status());
        }
    }

    @Test
    void whereMemoryIsShortARunWaitsForAnotherAndSaysSo() {
        try (LocalRunner runner = stage.runner("hang", "done", 1)) {
            Run sweep = click(runner);
            Run report =
                    runner.start(Run.Kind.REPORT, Run.Trigger.CLICK, null, null).run();

            assertEquals("memory", runner.waiting(report).orElseThrow().reason());
            assertEquals(1, children().size());

            runner.cancel(sweep);
            assertEquals(Run.Status.DONE, stage.ended(report.id()).status());
        }
    }

    @Test
    void whatDoesNotEndAtItsDeadlineIsKilled() {
        stage.plan = new RunPlan(Map.of(), Map.of(Run.Kind.SWEEP, Duration.ofSeconds(2)), Duration.ZERO, 3);
        try (LocalRunner runner = stage.runner("stubborn")) {
            Run run = stage.ended(click(runner).id());

            assertEquals(Run.Status.FAILED, run.status());
            assertTrue(String.valueOf(run.message()).contains("deadline"), run.message());
            RunnerSetup.until(() -> children().isEmpty());
        }
    }

    @Test
    void stoppingLeavesNoChildBehind() {
        Run run;
        try (LocalRunner runner = stage.runner("stubborn")) {
            Run started = click(runner);
            RunnerSetup.until(() -> stage.run(started.id()).status() == Run.Status.RUNNING);
            run = started;
        }
        assertEquals(List.of(), children());
        assertEquals(Run.Status.CANCELLED, stage.run(run.id()).status());
    }

    @Test
    void whatWasAskedForBeforeTheStartIsTakenUp() {
        Run asked = stage.index
                .runs()
                .request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null)
                .run();
        try (LocalRunner runner = stage.runner("done")) {
            assertEquals(Run.Status.DONE, stage.ended(asked.id()).status());
            assertEquals(
                    List.of(), runner.waiting(stage.run(asked.id())).stream().toList());
        }
    }

    @Test
    void whatWasAskedForIsTakenUpEvenWhenOneBegunByHandHasEndedSince() {
        RunRegister runs = stage.index.runs();
        Run asked = runs.request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).run();
        try (Slot slot = Slot.take(stage.index.volume())) {
            Run byHand = runs.start(Run.Kind.SWEEP, Run.Trigger.COMMAND, null, slot, Run.Provenance.UNKNOWN);
            runs.end(byHand.id(), Run.Status.DONE, 0, "Done");
        }
        try (LocalRunner runner = stage.runner("done")) {
            assertEquals(Run.Status.DONE, stage.ended(asked.id()).status());
            assertTrue(click(runner).id() > asked.id());
        }
    }
}
