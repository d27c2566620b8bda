package dev.tallyman.index.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Index;
import dev.tallyman.index.TestVolume;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunsTest {
    @TempDir
    Path folder;

    private Volume volume;
    private Index index;

    @BeforeEach
    void open() {
        volume = Volume.create(folder.resolve("data"));
        index = Index.open(volume, InstantSource.system());
    }

    @AfterEach
    void close() {
        index.close();
    }

    private Run start(String name, Slot slot) {
        return index.runs().start(Run.Kind.SWEEP, Run.Trigger.SCHEDULE, name, slot, Run.Provenance.UNKNOWN);
    }

    private void expect(Instant created) {
        index.jobRuns().expect(Run.Kind.SWEEP, Run.Trigger.COMMAND, "job-1", created);
    }

    @Test
    void aJobIsExpectedOnceAndAsksToLookAtTheVolume() {
        expect(Instant.EPOCH);
        expect(Instant.EPOCH);

        assertEquals(1, index.jobRuns().open().size());
        assertTrue(index.discovery().isWanted());
        assertFalse(index.runs()
                .request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null)
                .created());
    }

    @Test
    void itsProgramAdoptsTheRow() {
        expect(Instant.EPOCH);
        Run expected = index.jobRuns().named("job-1").orElseThrow();
        try (Slot slot = Slot.take(volume)) {
            assertEquals(expected.id(), start("job-1", slot).id());
        }
    }

    @Test
    void aJobThatTakesTheNameOfAnEndedOneIsARunOfItsOwn() {
        expect(Instant.EPOCH);
        Run old = index.jobRuns().named("job-1").orElseThrow();
        index.runs().end(old.id(), Run.Status.DONE, 0, "All read");

        expect(Instant.EPOCH);
        assertEquals(old.id(), index.jobRuns().named("job-1").orElseThrow().id());

        expect(Instant.now().plusSeconds(1));
        assertNotEquals(old.id(), index.jobRuns().named("job-1").orElseThrow().id());
        assertEquals(Run.Status.DONE, index.runs().find(old.id()).orElseThrow().status());
    }

    @Test
    void aSecondPodBesideTheLivingFirstIsARunOfItsOwn() {
        expect(Instant.EPOCH);
        try (Slot first = Slot.take(volume);
                Slot second = Slot.take(volume)) {
            Run one = start("job-1", first);
            Run two = start("job-1", second);

            assertNotEquals(one.id(), two.id());
            assertEquals(Run.Trigger.COMMAND, two.trigger());
            assertEquals(one.id(), index.jobRuns().named("job-1").orElseThrow().id());
        }
    }

    @Test
    void aPodThatFollowsADeadOneGoesOnWithItsRun() {
        Slot first = Slot.take(volume);
        Run one = start("job-1", first);
        first.close();
        try (Slot second = Slot.take(volume)) {
            assertEquals(one.id(), start("job-1", second).id());
        }
    }

    @Test
    void whyAProcessDiedReplacesThatItDied() {
        Slot slot = Slot.take(volume);
        Run run = start("job-1", slot);
        slot.close();
        assertEquals(1, index.runs().reap());

        index.jobRuns().explain(run.id(), 137, "Out of memory");

        assertEquals("Out of memory", index.runs().find(run.id()).orElseThrow().message());
    }

    @Test
    void pausesAreKeptInTheIndex() {
        index.pauses().pause(Run.Kind.SWEEP);
        index.pauses().pause(Run.Kind.SWEEP);
        index.close();
        index = Index.open(volume, InstantSource.system());

        assertTrue(index.pauses().paused(Run.Kind.SWEEP));
        assertFalse(index.pauses().paused(Run.Kind.REPORT));
        index.pauses().resume(Run.Kind.SWEEP);
        assertFalse(index.pauses().paused(Run.Kind.SWEEP));
    }

    @Test
    void theFileThatAProcessIsReadingIsNamed() throws IOException {
        index.close();
        try (TestVolume taken = new TestVolume(folder);
                Slot slot = Slot.take(taken.volume)) {
            index = taken.index;
            StoredFile file = taken.upload("a/big.zip", "hello");
            Run run = start("job-1", slot);
            assertEquals(List.of(), index.jobRuns().reading(run));

            slot.note(0, file.id());

            assertEquals(List.of("a/big.zip"), index.jobRuns().reading(run));
        }
        index = Index.open(volume, InstantSource.system());
    }
}
