package dev.tallyman.index.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.runs.Run;
import dev.tallyman.index.runs.RunRegister;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the slots of the living and the dead say, and what becomes of the claims of the dead. */
class RecoveryTest extends OnAVolume {
    @Test
    void theOneFileOpenAtADeathIsChargedAndTheRestOfItsBatchIsNot() throws IOException {
        data.upload("poison", "x");
        data.upload("other", "y");
        for (int death = 1; death <= TestVolume.ATTEMPTS; death++) {
            dieReading("poison");
            assertEquals(0, data.find("other").attempts());
            assertEquals(death, data.find("poison").attempts());
        }
        assertEquals(State.QUARANTINED, data.find("poison").state());
        assertEquals(State.RECEIVED, data.find("other").state());
        List<Run> runs = data.index.runs().list(Run.Kind.SWEEP, Long.MAX_VALUE, 10);
        assertEquals(1, runs.getFirst().counts().quarantined(), "the run that it ended last says it");
        assertEquals(
                1, runs.stream().mapToLong(run -> run.counts().quarantined()).sum());
    }

    @Test
    void amongSeveralOpenFilesNobodyIsChargedUntilOneKillsAlone() throws IOException {
        data.upload("poison", "x");
        data.upload("innocent", "y");
        dieReading("poison", "innocent");
        assertEquals(0, data.find("poison").attempts());
        dieReading("poison");
        assertEquals(2, data.find("poison").attempts(), "both deaths");
        dieReading("poison");
        assertEquals(State.QUARANTINED, data.find("poison").state());
        try (Slot slot = Slot.take(data.volume)) {
            Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
            assertTrue(claim.alone());
            data.record(data.classified(claim));
        }
        assertEquals(1, data.find("innocent").attempts());
    }

    // What a killed process leaves: claims in its name, and a slot that nobody holds.
    private void dieReading(String... open) throws IOException {
        Slot slot = Slot.take(data.volume);
        data.claimAll(slot, data.sweep(slot), Policy.FCFS);
        for (int worker = 0; worker < open.length; worker++) {
            slot.note(worker, data.find(open[worker]).id());
        }
        byte[] noted = Files.readAllBytes(data.volume.slots().resolve(slot.owner()));
        slot.close();
        Files.write(data.volume.slots().resolve(slot.owner()), noted);
        data.index.queue().recover(TestVolume.ATTEMPTS);
    }

    @Test
    void aLivingOwnerKeepsItsClaims() throws IOException {
        data.upload("a", "x");
        try (Slot slot = Slot.take(data.volume)) {
            data.claimAll(slot, data.sweep(slot), Policy.FCFS);
            assertEquals(0, data.index.queue().recover(TestVolume.ATTEMPTS));
            assertEquals(State.CLAIMED, data.find("a").state());
        }
    }

    @Test
    void aRequestJoinsTheRunThatLivesAndEndsOneThatDied() {
        Slot slot = Slot.take(data.volume);
        Run run = data.sweep(slot);
        assertEquals(
                run.id(),
                data.index
                        .runs()
                        .request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null)
                        .run()
                        .id());
        slot.close();
        RunRegister.Requested next = data.index.runs().request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null);
        assertTrue(next.created());
        assertEquals(2, next.run().number());
        assertEquals(
                Run.Status.FAILED,
                data.index.runs().find(run.id()).orElseThrow().status());
    }

    @Test
    void aProgramThatBeginsEndsTheRunsOfTheDead() throws Exception {
        Slot dead = Slot.take(data.volume);
        Run left = data.sweep(dead);
        dead.close();

        try (Slot slot = Slot.take(data.volume)) {
            Run next = data.sweep(slot);

            assertEquals(
                    Run.Status.FAILED,
                    data.index.runs().find(left.id()).orElseThrow().status());
            assertEquals(
                    Run.Status.RUNNING,
                    data.index.runs().find(next.id()).orElseThrow().status());
        }
    }

    @Test
    void whatALivingProcessTellsOfItsReadingIsSeenByOthers() throws IOException {
        data.upload("large", "x");
        try (Slot slot = Slot.take(data.volume)) {
            long file = data.claimAll(slot, data.sweep(slot), Policy.FCFS)
                    .getFirst()
                    .file();
            var reading = new Slot.Reading(3, 71, Instant.ofEpochMilli(1_000));
            slot.tell(file, reading);
            // Nobody opens a slot of its own process: here it lies there under another name too.
            Files.copy(
                    data.volume.slots().resolve(slot.owner()),
                    data.volume.slots().resolve("another"));

            assertEquals(Map.of(file, reading), data.index.queue().beingRead());
        }
    }
}
