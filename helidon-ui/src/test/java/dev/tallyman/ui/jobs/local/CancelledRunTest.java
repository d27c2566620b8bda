package dev.tallyman.ui.jobs.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import dev.tallyman.ui.jobs.RunnerSetup;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are cancelled: before they begin, while they run, after their end. */
class CancelledRunTest {
    @AutoClose
    private final RunnerSetup stage;

    CancelledRunTest(@TempDir Path folder) {
        stage = new RunnerSetup(folder.resolve("data"));
    }

    private static Run click(JobRunner runner) {
        return runner.start(Run.Kind.SWEEP, Run.Trigger.CLICK, "sjf", 2).run();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @Test
    void cancelStopsTheChildAndTheNextRunBegins() {
        try (LocalRunner runner = stage.runner("hang")) {
            Run first = click(runner);
            RunnerSetup.until(() -> stage.run(first.id()).status() == Run.Status.RUNNING);

            runner.cancel(first);
            Run second = click(runner);

            assertEquals(Run.Status.CANCELLED, stage.run(first.id()).status());
            assertNotEquals(first.id(), second.id());
            RunnerSetup.until(() -> stage.run(second.id()).status() == Run.Status.RUNNING);
            assertEquals(Run.Status.CANCELLED, stage.run(first.id()).status());
        }
    }

    @Test
    void aRunThatWaitsForItsPredecessorToEndIsCancelledAndNeverBegins() throws IOException {
        try (LocalRunner runner = stage.runner("stubborn")) {
            Run first = click(runner);
            RunnerSetup.until(() -> stage.run(first.id()).status() == Run.Status.RUNNING);
            runner.cancel(first);
            Run second = click(runner);

            runner.cancel(second);

            assertEquals(Run.Status.CANCELLED, stage.run(second.id()).status());
            RunnerSetup.until(() -> children().isEmpty());
            assertFalse(Files.exists(stage.index.volume().log(second.id())));
        }
    }

    @Test
    void aRunThatWaitsForItsTurnCanBeCancelled() {
        try (LocalRunner runner = stage.runner("hang", "done", 1)) {
            click(runner);
            Run report =
                    runner.start(Run.Kind.REPORT, Run.Trigger.CLICK, null, null).run();

            runner.cancel(report);

            assertEquals(Run.Status.CANCELLED, stage.ended(report.id()).status());
        }
    }

    @Test
    void aRunThatHasEndedMeanwhileStaysAsItIs() {
        try (LocalRunner runner = stage.runner("done")) {
            Run run = click(runner);
            RunnerSetup.until(() -> stage.run(run.id()).status() == Run.Status.DONE
                    && runner.log(run, 0).ended());

            runner.cancel(run);

            assertEquals(Run.Status.DONE, stage.run(run.id()).status());
        }
    }

    @Test
    void aRunOfAnotherProgramIsNotItsToCancel() {
        try (LocalRunner runner = stage.runner("done");
                Slot slot = Slot.take(stage.index.volume())) {
            Run other =
                    stage.index.runs().start(Run.Kind.SWEEP, Run.Trigger.COMMAND, null, slot, Run.Provenance.UNKNOWN);

            assertThrows(JobRunner.Unavailable.class, () -> runner.cancel(other));
            assertEquals(Run.Status.RUNNING, stage.run(other.id()).status());
        }
    }
}
