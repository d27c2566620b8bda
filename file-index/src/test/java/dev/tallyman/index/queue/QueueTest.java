package dev.tallyman.index.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.State;
import dev.tallyman.file.StoredFile;
import dev.tallyman.index.Arrival;
import dev.tallyman.index.ClaimingProgram;
import dev.tallyman.index.Intake;
import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.TestVolume;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.disk.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueTest extends OnAVolume {
    @ParameterizedTest
    @EnumSource
    void manyProgramsShareTheQueueAndEachFileIsClaimedOnce(Policy policy) throws Exception {
        for (int i = 0; i < 300; i++) {
            data.drop(i % 7 + "/f" + i, "x".repeat(i % 5));
        }
        data.discover();
        List<Process> programs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            programs.add(claimingProgram(policy, folder.resolve("claimed-" + i)));
        }
        List<String> claimed = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            assertEquals(0, programs.get(i).waitFor());
            claimed.addAll(Files.readAllLines(folder.resolve("claimed-" + i)));
        }
        assertEquals(300, claimed.size());
        assertEquals(300, Set.copyOf(claimed).size(), "none is claimed twice");
    }

    private Process claimingProgram(Policy policy, Path claimed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClaimingProgram.class.getName(),
                        data.volume.root().toString(),
                        policy.label())
                .redirectOutput(claimed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aRunThatLosesItsProcessSaysWhatItDidAndTheNextGoesOnCounting() throws IOException {
        for (String name : List.of("a", "bb", "ccc")) {
            data.drop(name, name);
        }
        Slot first = Slot.take(data.volume);
        Run run = start(first);
        data.index.discovery(run).run(_ -> 0, _ -> true);
        List<Claim> claims = data.claimAll(first, run, Policy.SJF);
        data.record(data.classified(claims.get(0)));
        data.record(data.outcome(claims.get(1), new Outcome.Failed("cannot be read")));
        first.close();

        data.index.runs().reap();
        assertEquals(new Run.Counts(3, 0, 0, 1, 1, 0, 1, 0), counts(run));
        data.index.queue().recover(TestVolume.ATTEMPTS);
        try (Slot second = Slot.take(data.volume)) {
            assertEquals(run.id(), start(second).id());
            data.record(data.classified(data.claimAll(second, run, Policy.SJF).getLast()));
        }
        assertEquals(new Run.Counts(3, 0, 0, 2, 1, 0, 4, 0), counts(run));
    }

    private Run start(Slot slot) {
        return data.index.runs().start(Run.Kind.SWEEP, Run.Trigger.SCHEDULE, "job-1", slot, Run.Provenance.UNKNOWN);
    }

    private Run.Counts counts(Run run) {
        return data.index.runs().find(run.id()).orElseThrow().counts();
    }

    @Test
    void whatDoesNotFitIsClaimedNext() throws IOException {
        data.drop("a", "xxx");
        data.drop("b", "xxxx");
        data.drop("c", "x");
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            Claimer claimer = data.index.queue().claimer(slot, data.sweep(slot), Policy.SJF, Duration.ofMinutes(10));
            assertEquals(List.of("c", "a"), paths(claimer.claim(10, 4)));
            assertEquals(List.of("b"), paths(claimer.claim(10, 2)), "always one");
            assertEquals(List.of(), claimer.claim(10, 4));
        }
    }

    private static List<String> paths(List<Claim> claims) {
        return claims.stream().map(claim -> claim.path().text()).toList();
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
        data.upload(new Arrival(FilePath.of("urgent"), 2, Intake.Taken.NUMBER, null, null, null), "y");
        assertEquals(List.of("old", "urgent"), order(Policy.PRIORITY));
    }

    @Test
    void aHigherRankGoesFirstWhileTheOtherHasNotWaitedLong() throws IOException {
        data.upload("old", "x");
        data.tick(Duration.ofMinutes(15));
        data.upload(new Arrival(FilePath.of("urgent"), 2, Intake.Taken.NUMBER, null, null, null), "y");
        assertEquals(List.of("urgent", "old"), order(Policy.PRIORITY));
    }

    private List<String> order(Policy policy) {
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            Run run = data.sweep(slot);
            return paths(data.claimAll(slot, run, policy));
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
                    State.RECEIVED,
                    data.index.catalog().find(file.id()).orElseThrow().state());
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
                assertTrue(data.claimAll(slot, run, Policy.FCFS).isEmpty(), "not again in the same sweep");
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
            assertFalse(data.index.queue().endIfNothingLeft(run, "done"), "somebody asked to look again");
            data.discover();
            assertTrue(data.index.queue().endIfNothingLeft(run, "done"));
        }
        assertTrue(data.index
                .runs()
                .request(Run.Kind.SWEEP, Run.Trigger.CLICK, null, null)
                .created());
    }

    @Test
    void aChangedFileIsReadAgainWithAllItsAttempts() throws IOException {
        Path file = data.drop("a", "x");
        data.discover();
        try (Slot slot = Slot.take(data.volume)) {
            data.record(data.outcome(
                    data.claimAll(slot, data.sweep(slot), Policy.FCFS).getFirst(), new Outcome.Failed("no")));
        }
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        data.discover();
        assertEquals(State.RECEIVED, data.find("a").state());
        assertEquals(0, data.find("a").attempts());
    }
}
