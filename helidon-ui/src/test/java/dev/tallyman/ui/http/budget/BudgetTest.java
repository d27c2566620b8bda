package dev.tallyman.ui.http.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much there may be at once, and who waits for it. */
class BudgetTest {
    private static final long MIB = 1 << 20;

    private static Budget budget(long heap, long memory, long descriptors) {
        return new Budget(
                new Budget.Given(heap * MIB, memory * MIB, descriptors), Duration.ofSeconds(10), Patience.USUAL);
    }

    private static int places(Budget budget, String name) {
        return budget.gates().stream()
                .filter(gate -> gate.name().equals(name))
                .mapToInt(Gate::places)
                .sum();
    }

    @Test
    void aContainerOfHalfAGibibyteHoldsFiveThousandSlowClientsBesideTheOthers() {
        Budget budget = budget(246, 512, 1 << 20);

        assertTrue(budget.connections() >= 5_300, budget.connections() + " connections");
        assertTrue(places(budget, "event_streams") >= 1_000);
    }

    @ParameterizedTest
    @CsvSource({"246, 512, 256", "246, 512, 1024", "246, 512, 4096", "3000, 8000, 65536"})
    void itNeverAsksForMoreDescriptorsThanThereAre(long heap, long memory, long descriptors) {
        Budget budget = budget(heap, memory, descriptors);

        int most = budget.connections()
                + budget.healthConnections()
                + places(budget, "uploads")
                + places(budget, "downloads");

        assertTrue(most + 150 < descriptors, most + " of " + descriptors);
    }

    @Test
    void aSmallerHeapOrContainerMeansLessOfEverything() {
        Budget large = budget(1024, 2048, 1 << 20);
        Budget small = budget(64, 128, 1 << 20);

        assertTrue(small.connections() < large.connections());
        small.gates().forEach(gate -> assertTrue(gate.places() < places(large, gate.name()), gate.name()));
        assertTrue(budget(1024, 1100, 1 << 20).connections() < large.connections());
    }

    @Test
    void whoWaitsLongerComesFirstAndWhoFindsTheQueueFullIsToldToComeBack() throws Exception {
        var gate = new Gate("things", 1, 1, Duration.ofMinutes(1));
        Gate.Place held = gate.enter();
        var entered = new CountDownLatch(1);
        Thread waiting = Thread.startVirtualThread(() -> {
            try (Gate.Place _ = gate.enter()) {
                entered.countDown();
            }
        });
        while (gate.waiting() == 0) {
            Thread.onSpinWait();
        }

        Busy busy = assertThrows(Busy.class, gate::enter);
        assertEquals(
                "All 1 things of this server are taken. Nothing was kept; try again in 5 seconds.", busy.getMessage());
        assertEquals(1, gate.refused());
        held.close();
        entered.await();
        waiting.join();

        assertEquals(0, gate.taken());
    }

    @Test
    void aPlaceThatIsGivenBackTwiceCountsOnce() {
        var gate = new Gate("things", 2, 0, Duration.ZERO);
        Gate.Place first = gate.enter();
        Gate.Place second = gate.enter();

        first.close();
        first.close();

        assertEquals(1, gate.taken());
        second.close();
        assertEquals(0, gate.taken());
    }

    @Test
    void whatGrowsAtLeisureLeavesHalfToTheOthers() {
        var gate = new Gate("memory", 100, 0, Duration.ZERO);

        List<Gate.Place> taken = IntStream.range(0, 10)
                .mapToObj(_ -> gate.enterAtLeisure(20))
                .flatMap(Optional::stream)
                .toList();

        assertEquals(2, taken.size());
        gate.enter(60).close();
    }
}
