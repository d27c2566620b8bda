package dev.tallyman.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTest extends OnAVolume {
    @Test
    void manyClaimersShareTheQueueAndEachFileIsClaimedOnce() throws Exception {
        for (int i = 0; i < 500; i++) {
            data.drop("f" + i, "x");
        }
        data.discover();
        Set<Long> claimed = ConcurrentHashMap.newKeySet();
        try (Slot slot = Slot.take(data.volume);
                var pool = Executors.newFixedThreadPool(4)) {
            Run run = data.sweep(slot);
            List<Callable<Integer>> claimers =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    _ ->
                                            (Callable<Integer>)
                                                    () -> {
                                                        List<Claim> claims =
                                                                data.claimAll(
                                                                        slot, run, Policy.FCFS);
                                                        claims.forEach(
                                                                claim ->
                                                                        assertTrue(
                                                                                claimed.add(
                                                                                        claim
                                                                                                .file()),
                                                                                "claimed twice"));
                                                        return claims.size();
                                                    })
                            .toList();
            int sum = 0;
            for (Future<Integer> future : pool.invokeAll(claimers)) {
                sum += future.get();
            }
            assertEquals(500, sum);
        }
    }

    @Test
    void shortestJobFirstClaimsBySize() throws IOException {
        data.drop("large", "xxxxxxxxx");
        data.drop("small", "x");
        data.drop("middle", "xxxx");
        assertEquals(List.of("small", "middle", "large"), order(Policy.SJF));
    }

    @Test
    void roundRobinTakesOneOfEachFolderInTurn() throws IOException {
        for (String name : List.of("a/1", "a/2", "a/3", "b/1", "c/1", "c/2")) {
            data.upload(name, name);
            data.tick(Duration.ofSeconds(1));
        }
        assertEquals(List.of("a/1", "b/1", "c/1", "a/2", "c/2", "a/3"), order(Policy.ROUND_ROBIN));
    }

    @Test
    void priorityTakesTheHigherRankUntilWaitingOutweighsIt() throws IOException {
        data.upload("old", "x");
        data.tick(Duration.ofMinutes(25));
        Path part = Files.writeString(data.volume.newUpload(), "y");
        data.index
                .intake()
                .receive(
                        part,
                        FilePath.of("urgent"),
                        TestVolume.sha256("y"),
                        2,
                        Intake.Taken.NUMBER);
        assertEquals(List.of("old", "urgent"), order(Policy.PRIORITY));
    }

    @Test
    void aHigherRankGoesFirstWhileTheOtherHasNotWaitedLong() throws IOException {
        data.upload("old", "x");
        data.tick(Duration.ofMinutes(15));
        Path part = Files.writeString(data.volume.newUpload(), "y");
        data.index
                .intake()
                .receive(
                        part,
                        FilePath.of("urgent"),
                        TestVolume.sha256("y"),
                        2,
                        Intake.Taken.NUMBER);
        assertEquals(List.of("urgent", "old"), order(Policy.PRIORITY));
    }

    private List<String> order(Policy policy) {
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            Run run = data.sweep(slot);
            return data.claimAll(slot, run, policy).stream()
                    .map(claim -> claim.path().text())
                    .toList();
        }
    }

    @Test
    void aVerdictNeedsItsClaim() throws IOException {
        StoredFile file = data.upload("a", "x");
        try (Slot slot = Slot.take(data.volume)) {
            Claim claim = data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst();
            data.index.queue().handBack(slot, Map.of());
            assertEquals(0, data.record(data.classified(claim)).classified());
            assertEquals(
                    State.RECEIVED, data.index.catalog().find(file.id()).orElseThrow().state());
            assertEquals(0, data.index.catalog().find(file.id()).orElseThrow().attempts());
        }
    }

    @Test
    void aFailedFileIsTriedByTheNextSweepAndNeedsPeopleAfterThree() throws IOException {
        data.upload("a", "x");
        for (int attempt = 1; attempt <= TestVolume.ATTEMPTS; attempt++) {
            try (Slot slot = Slot.take(data.volume)) {
                Run run = data.sweep(slot);
                List<Claim> claims = data.claimAll(slot, run, Policy.FCFS);
                assertEquals(attempt, claims.getFirst().attempt());
                data.record(data.outcome(claims.getFirst(), new Outcome.Failed("cannot be read")));
                assertTrue(
                        data.claimAll(slot, run, Policy.FCFS).isEmpty(),
                        "not again in the same sweep");
            }
        }
        assertEquals(State.QUARANTINED, data.find("a").state());
        assertEquals(3, data.find("a").attempts());
        assertEquals(1, data.index.catalog().totals().processed());
        assertEquals(0, data.index.intake().retry(data.find("a").id()).attempts());
    }

    @Test
    void aSweepDoesNotEndWhileARequestOrAFileIsUnserved() throws IOException {
        try (Slot slot = Slot.take(data.volume)) {
            Run run = data.sweep(slot);
            assertFalse(data.index.queue().endIfNothingLeft(run, "done"), "it has not looked yet");
            data.discover();
            data.upload("late", "x");
            assertFalse(data.index.queue().endIfNothingLeft(run, "done"), "a file waits");
            data.record(data.classified(data.claimAll(slot, run, Policy.FCFS).getFirst()));
            data.index.runs().request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null);
            assertFalse(
                    data.index.queue().endIfNothingLeft(run, "done"),
                    "somebody asked to look again");
            data.discover();
            assertTrue(data.index.queue().endIfNothingLeft(run, "done"));
        }
        assertTrue(
                data.index.runs().request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null).created());
    }

    @Test
    void aChangedFileIsReadAgainWithAllItsAttempts() throws IOException {
        Path file = data.drop("a", "x");
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            data.record(
                    data.outcome(
                            data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst(),
                            new Outcome.Failed("no")));
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        data.discover();
        assertEquals(State.RECEIVED, data.find("a").state());
        assertEquals(0, data.find("a").attempts());
    }
}
