package dev.tallyman.index.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlameTest extends OnAVolume {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private Run start(String job, Slot slot) {
        data.tick(Duration.ofSeconds(1));
        Run run = data.index.runs().start(Run.Kind.SWEEP, Run.Trigger.SCHEDULE, job, slot, Run.Provenance.UNKNOWN);
        data.claimAll(slot, run, Policy.FCFS);
        return run;
    }

    /** A sweep that begins to read a file after a while, and is stopped at its deadline. */
    private Run stopped(String job, String file, Duration after) {
        try (Slot slot = Slot.take(data.volume)) {
            Run run = start(job, slot);
            var began = data.now.get().plus(after);
            data.tick(DEADLINE);
            data.index.queue().handBack(slot, Map.of(data.find(file).id(), began));
            data.index.runs().end(run.id(), Run.Status.CANCELLED, 143, "Stopped by a signal");
            return run;
        }
    }

    @Test
    void theFileThatThreeSweepsCouldNotReadInTimeNeedsPeopleAndNoOtherIsCharged() throws IOException {
        data.upload("slow", "x");
        data.upload("other", "y");
        for (int attempt = 1; attempt <= TestVolume.ATTEMPTS; attempt++) {
            String job = "job-" + attempt;
            Run run = stopped(job, "slow", Duration.ofMinutes(1));

            assertEquals(1, data.index.blame().outOfTime(job, DEADLINE, TestVolume.ATTEMPTS, "Too long"));

            assertEquals(0, data.index.blame().outOfTime(job, DEADLINE, TestVolume.ATTEMPTS, "Too long"));
            assertEquals(attempt, data.find("slow").attempts());
            Run ended = data.index.runs().find(run.id()).orElseThrow();
            assertEquals(Run.Status.FAILED, ended.status());
            assertEquals("Too long", ended.message());
            assertEquals(attempt == TestVolume.ATTEMPTS ? 1 : 0, ended.counts().quarantined());
        }
        assertEquals(State.QUARANTINED, data.find("slow").state());
        assertEquals(
                "Reading it took longer than a whole sweep may take, which is 600 seconds.",
                data.find("slow").error());
        assertEquals(State.RECEIVED, data.find("other").state());
        assertEquals(0, data.find("other").attempts());
    }

    @Test
    void aFileThatWasOpenForTheEndOfALongSweepOnlyIsInnocent() throws IOException {
        data.upload("last", "x");
        stopped("job", "last", Duration.ofMinutes(6));

        assertEquals(0, data.index.blame().outOfTime("job", DEADLINE, TestVolume.ATTEMPTS, "Too long"));

        assertEquals(0, data.find("last").attempts());
    }

    @Test
    void aDeathThatTheClusterExplainsIsExplainedAtTheFile() throws IOException {
        data.upload("heavy", "x");
        Slot slot = Slot.take(data.volume);
        start("job", slot);
        slot.note(0, data.find("heavy").id());
        byte[] noted = Files.readAllBytes(data.volume.slots().resolve(slot.owner()));
        slot.close();
        Files.write(data.volume.slots().resolve(slot.owner()), noted);
        data.index.queue().recover(TestVolume.ATTEMPTS);

        assertEquals(0, data.index.blame().outOfMemory("another job"));
        assertEquals(1, data.index.blame().outOfMemory("job"));

        String error = String.valueOf(data.find("heavy").error());
        assertTrue(error.contains("out of memory") && !error.contains("or out"), error);
        assertEquals(State.RECEIVED, data.find("heavy").state());
    }
}
