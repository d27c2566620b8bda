package dev.tallyman.ui.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.ui.IdleJobs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes after a run, where it cannot be started at once. */
class FollowUpTest {
    private final RunnerSetup stage;
    private final RunRegister runs;
    private final IdleJobs jobs;
    private final Agenda agenda = new Agenda("runs");

    FollowUpTest(@TempDir Path folder) {
        stage = new RunnerSetup(folder.resolve("data"));
        runs = stage.index.runs();
        jobs = new IdleJobs(runs);
    }

    @AfterEach
    void close() {
        agenda.close();
        stage.close();
    }

    @Test
    void aSweepWhoseNextOneCannotBeStartedIsTriedAgain() {
        Run failed = runs.request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).run();
        runs.end(failed.id(), Run.Status.FAILED, 3, "The volume is full");
        jobs.refusals.set(1);

        new FollowUp(stage.index, () -> stage.plan, () -> stage.now, agenda, jobs).ended(failed, 3, null);

        RunnerSetup.until(() -> stage.runs(Run.Kind.SWEEP).size() == 2);
        assertEquals(0, jobs.refusals.get());
    }
}
