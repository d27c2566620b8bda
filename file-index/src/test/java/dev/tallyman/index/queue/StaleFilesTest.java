package dev.tallyman.index.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Basis;
import dev.tallyman.file.Category;
import dev.tallyman.file.Identification;
import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.catalog.Revision;
import dev.tallyman.index.database.Session;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StaleFilesTest extends OnAVolume {
    private void classify(String... names) throws IOException {
        for (String name : names) {
            data.drop(name, name);
        }
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            data.claimAll(slot, data.sweep(slot), Policy.FCFS).forEach(claim -> data.record(data.classified(claim)));
        }
        data.tick(Duration.ofMinutes(1));
    }

    private Outcome found(Claim claim, Category category) {
        return data.outcome(
                claim,
                new Outcome.Classified(
                        new Identification(
                                "text/x-other", category, List.of(), "Other", null, Basis.TEXT, false, null, Set.of()),
                        TestVolume.sha256("any")));
    }

    private long record(Outcome outcome, String detector) {
        return data.index
                .queue()
                .record(List.of(outcome), TestVolume.ATTEMPTS, "rules", detector)
                .revised();
    }

    private static List<String> paths(List<Claim> claims) {
        return claims.stream().map(claim -> claim.path().text()).toList();
    }

    @Test
    void verdictsOfAnotherDetectorAreStaleAndReadAgainOldestFirstEachOnce() throws IOException {
        classify("b");
        classify("a");
        try (Slot slot = Slot.take(data.volume)) {
            StaleFiles stale = data.index.queue().stale(slot, data.sweep(slot));
            assertEquals(0, stale.adopt("detector"));
            assertEquals(2, stale.adopt("newer"));
            assertEquals(List.of("b"), paths(stale.stale("newer", 1)));
            assertEquals(List.of("a"), paths(stale.stale("newer", 5)));
            assertEquals(List.of(), stale.stale("newer", 5));
            assertEquals(2, data.index.catalog().totals().of(State.CLASSIFIED).files(), "they stay what they are");
        }
    }

    @Test
    void readingAgainLeavesArrivalRunTimesAndAttemptsAndKeepsWhatChanged() throws IOException {
        classify("a", "b");
        StoredFile before = data.find("a");
        try (Slot slot = Slot.take(data.volume)) {
            StaleFiles stale = data.index.queue().stale(slot, data.sweep(slot));
            stale.adopt("newer");
            List<Claim> claims = stale.stale("newer", 5);
            assertEquals(1, record(found(claims.getFirst(), Category.CODE), "newer"));
            assertEquals(0, record(data.classified(claims.getLast()), "newer"));
        }
        StoredFile after = data.find("a");
        assertEquals(Category.CODE, after.category().orElseThrow());
        assertEquals("newer", after.detector());
        assertEquals(before.handling(), after.handling());
        assertEquals(before.received(), after.received());
        assertEquals(before.attempts(), after.attempts());
        assertEquals(0, data.index.catalog().stale());
        assertEquals(1, data.index.catalog().totals().of(Category.CODE).files());
    }

    @Test
    void staleFilesCanBeListedAndWhatTheyWereIsKept() throws IOException {
        classify("a", "b");
        try (Slot slot = Slot.take(data.volume)) {
            StaleFiles stale = data.index.queue().stale(slot, data.sweep(slot));
            stale.adopt("newer");
            Filter filter = Filter.of(new Condition.Stale());
            assertEquals(2, data.index.catalog().count(filter, 10));
            record(found(stale.stale("newer", 1).getFirst(), Category.CODE), "newer");
            assertEquals(1, data.index.catalog().count(filter, 10));
        }
        Revision revision =
                data.index.catalog().revisions(data.find("a").id(), 10).getFirst();
        assertEquals("Plain text", revision.was().words());
        assertEquals("Other", revision.is().words());
        assertEquals("detector → newer", revision.why());
        assertEquals(List.of(), data.index.catalog().revisions(data.find("b").id(), 10));
    }

    @Test
    void whatAProgramThatMarksNothingRecordedInBetweenIsStaleToo() throws Exception {
        classify("a");
        try (Slot slot = Slot.take(data.volume)) {
            Run run = data.sweep(slot);
            assertEquals(0, data.index.queue().stale(slot, run).adopt("detector"));
            try (Session session = Session.connect(data.volume.database())) {
                session.update("UPDATE file SET detector = 'older'");
                session.update("UPDATE run SET detector = 'older' WHERE id = ?", run.id());
            }
            assertEquals(1, data.index.queue().stale(slot, data.sweep(slot)).adopt("detector"));
        }
    }

    @Test
    void aDetectorThatComesBackFindsItsOwnVerdictsUpToDate() throws IOException {
        classify("a", "b");
        try (Slot slot = Slot.take(data.volume)) {
            StaleFiles stale = data.index.queue().stale(slot, data.sweep(slot));
            stale.adopt("newer");
            record(data.classified(stale.stale("newer", 1).getFirst()), "newer");
            assertEquals(1, stale.adopt("detector"));
            assertEquals(
                    List.of(), data.index.queue().stale(slot, data.sweep(slot)).stale("newer", 5));
        }
    }

    @Test
    void aDeathWhileReadingAgainIsRepairedAndTheThirdOneGivesUpTheReadingNotTheVerdict() throws IOException {
        classify("a", "b");
        for (int death = 1; death <= 3; death++) {
            Slot slot = Slot.take(data.volume);
            Run run = data.sweep(slot);
            StaleFiles stale = data.index.queue().stale(slot, run);
            stale.adopt("newer");
            List<Claim> claims = stale.stale("newer", 5);
            assertEquals(List.of("a", "b"), paths(claims));
            assertEquals(death > 1, claims.getFirst().alone());
            slot.note(0, claims.getFirst().file());
            byte[] noted = Files.readAllBytes(data.volume.slots().resolve(slot.owner()));
            slot.close();
            Files.write(data.volume.slots().resolve(slot.owner()), noted);
            data.index.queue().recover(TestVolume.ATTEMPTS);
        }
        StoredFile a = data.find("a");
        assertEquals(State.CLASSIFIED, a.state());
        assertEquals(1, a.attempts());
        try (Slot slot = Slot.take(data.volume)) {
            assertEquals(
                    List.of("b"),
                    paths(data.index.queue().stale(slot, data.sweep(slot)).stale("newer", 5)));
        }
    }

    @Test
    void aFileThatGoesToTheTrashMeanwhileKeepsItsVerdict() throws IOException {
        classify("a");
        try (Slot slot = Slot.take(data.volume)) {
            StaleFiles stale = data.index.queue().stale(slot, data.sweep(slot));
            stale.adopt("newer");
            Claim claim = stale.stale("newer", 5).getFirst();
            data.index.trash().put(claim.file());
            assertEquals(0, record(found(claim, Category.CODE), "newer"));
            StoredFile trashed = data.index.catalog().find(claim.file()).orElseThrow();
            assertEquals(Category.TEXT, trashed.category().orElseThrow());
            assertEquals(State.TRASHED, trashed.state());
        }
        assertTrue(data.index.catalog().stale() == 0, "the trash is not read again");
    }
}
