package dev.tallyman.index.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Description;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.catalog.Condition;
import dev.tallyman.index.catalog.Filter;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.volume.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Descriptions that are to be made again. */
class StaleDescriptionsTest extends OnAVolume {
    private Slot slot;
    private DescriptionQueue descriptions;
    private StaleDescriptions stale;

    @BeforeEach
    void begin() {
        slot = Slot.take(data.volume);
        descriptions = data.index.descriptions();
        stale = descriptions.stale();
    }

    @AfterEach
    void end() {
        slot.close();
    }

    private void describe(String... names) throws IOException {
        for (String name : names) {
            data.drop(name, name);
        }
        data.discover();
        data.claimAll(slot, data.sweep(slot), Policy.FCFS).forEach(claim -> data.record(data.classified(claim)));
        stale.adopt("1", "texts");
        descriptions.claim(slot, 100).forEach(claim -> found(claim, "1", "old"));
        data.tick(Duration.ofMinutes(1));
    }

    private void found(DescriptionClaim claim, String readers, String title) {
        var description = new Description(Map.of("dc:title", title), Set.of(), List.of(), null, null, null, null);
        descriptions.record(
                slot,
                List.of(new DescriptionOutcome(claim, new DescriptionOutcome.Found(description, null, false))),
                readers,
                "texts");
    }

    private void failed(DescriptionClaim claim) {
        descriptions.record(
                slot, List.of(new DescriptionOutcome(claim, new DescriptionOutcome.Failed("It broke."))), "2", "texts");
    }

    private String paths(List<DescriptionClaim> claims) {
        return String.join(
                " ", claims.stream().map(claim -> claim.path().text()).toList());
    }

    private String title(String path) {
        return String.valueOf(data.find(path).metadata());
    }

    private long count() {
        return data.index.catalog().totals().staleDescriptions();
    }

    @Test
    void whatOtherReadersDescribedIsReadAgainOldestFirstAndStandsUntilThen() throws IOException {
        describe("b");
        describe("a");
        assertEquals(2, stale.adopt("2", "texts"));
        assertEquals(false, descriptions.anyLeft());
        List<DescriptionClaim> first = stale.stale(slot, 1);
        assertEquals("b", paths(first));
        assertNotNull(data.find("b").inside().described());
        assertTrue(title("b").contains("old"), "it stands");
        found(first.getFirst(), "2", "new");
        assertEquals(1, count());
        assertEquals(
                1,
                data.index
                        .catalog()
                        .ids(Filter.of(new Condition.StaleDescription()), 0, Long.MAX_VALUE, 9)
                        .size());
        assertEquals("a", paths(stale.stale(slot, 5)));
        assertEquals("", paths(stale.stale(slot, 5)), "nobody claims twice");
        assertTrue(title("b").contains("new"));
    }

    @Test
    void whatPeopleAskForAndWhatLostItsTextComesFirst() throws IOException {
        describe("a", "b", "c");
        long c = data.find("c").id();
        assertEquals(1, descriptions.again(List.of(c, 99L)));
        stale.adopt("2", "texts");
        List<DescriptionClaim> asked = stale.asked(slot, 5);
        assertEquals("c", paths(asked));
        found(asked.getFirst(), "2", "new");
        assertEquals("a b", paths(stale.stale(slot, 5)));
    }

    @Test
    void olderReadersThatAreAtItStillMarkWhatTheyRecord() throws IOException {
        describe("a");
        stale.adopt("2", "texts");
        List<DescriptionClaim> claims = stale.stale(slot, 5);
        stale.adopt("3", "texts");
        found(claims.getFirst(), "2", "new");
        assertEquals("a", paths(stale.stale(slot, 5)));
    }

    @Test
    void goingBackToTheReadersOfBeforeLeavesNothingStale() throws IOException {
        describe("a", "b");
        assertEquals(2, stale.adopt("2", "texts"));
        assertEquals(0, stale.adopt("1", "texts"));
    }

    @Test
    void aReadingThatFailsTwiceIsGivenUpAndTheOldDescriptionStays() throws IOException {
        describe("a");
        stale.adopt("2", "texts");
        failed(stale.stale(slot, 5).getFirst());
        failed(stale.stale(slot, 5).getFirst());
        assertEquals(0, count());
        StoredFile file = data.find("a");
        assertTrue(
                String.valueOf(file.inside().note()).contains("It broke."),
                file.inside().note());
        assertTrue(title("a").contains("old") && file.inside().described() != null);
    }

    @Test
    void whatIsHandedBackOrWasOpenAtADeathKeepsItsDescription() throws IOException {
        describe("a");
        stale.adopt("2", "texts");
        assertEquals("a", paths(stale.stale(slot, 5)));
        descriptions.handBack(slot);
        assertTrue(title("a").contains("old") && count() == 1);
        for (int death = 1; death <= DescriptionQueue.ATTEMPTS; death++) {
            Slot dead = Slot.take(data.volume);
            dead.note(130, stale.stale(dead, 5).getFirst().file());
            Path file = data.volume.index().resolve("slots").resolve(dead.owner());
            byte[] left = Files.readAllBytes(file);
            dead.close();
            Files.write(file, left); // as a death leaves it
            data.index.queue().recover(3);
            assertEquals(DescriptionQueue.ATTEMPTS - death, count());
        }
        assertNotNull(data.find("a").inside().described());
        assertTrue(title("a").contains("old"));
    }
}
