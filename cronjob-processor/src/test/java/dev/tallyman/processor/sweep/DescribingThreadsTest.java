package dev.tallyman.processor.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.Description;
import dev.tallyman.index.description.DescriptionClaim;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.search.PreparedText;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import dev.tallyman.volume.disk.DiskFacts;
import dev.tallyman.volume.disk.FilePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DescribingThreadsTest {
    @Test
    @Timeout(60)
    void aThreadThatDiesOfAFaultEndsTheSweepInsteadOfLettingItWait(@TempDir Path folder) {
        Volume volume = Volume.create(folder.resolve("data"));
        var fault = new AssertionError("a fault");
        try (Slot slot = Slot.take(volume)) {
            var threads = new DescribingThreads(slot, 1, Duration.ofSeconds(30), claim -> {
                if (claim.file() == 2) {
                    throw fault;
                }
                return new DescriptionOutcome.Gone();
            });
            threads.put(List.of(claim(1), claim(2), claim(3)));
            threads.start();

            var ended = assertThrows(IllegalStateException.class, () -> {
                while (true) {
                    threads.start();
                    for (DescriptionOutcome one : threads.results(20)) {
                        assertEquals(1, one.claim().file());
                    }
                }
            });
            assertEquals(fault, Objects.requireNonNull(ended.getCause()));
            threads.end();
        }
    }

    @Test
    @Timeout(60)
    void noMoreIsReadThanMemoryHoldsUntilSomeOfItIsRecorded(@TempDir Path folder) throws Exception {
        Volume volume = Volume.create(folder.resolve("data"));
        PreparedText text = PreparedText.of("word ".repeat(200_000), "US-ASCII");
        var nothing = new Description(Map.of(), Set.of(), List.of(), null, null, null, null);
        try (Slot slot = Slot.take(volume)) {
            var read = new AtomicInteger();
            var threads = new DescribingThreads(slot, 1, Duration.ofSeconds(30), _ -> {
                read.incrementAndGet();
                return new DescriptionOutcome.Found(nothing, text, false);
            });
            threads.put(LongStream.rangeClosed(1, 100)
                    .mapToObj(DescribingThreadsTest::claim)
                    .toList());
            threads.start();
            int recorded = 0;
            while (recorded < 100) {
                List<DescriptionOutcome> some = threads.results(20);
                assertTrue(read.get() - recorded <= 6, "holds " + (read.get() - recorded));
                recorded += some.size();
                threads.recorded(some);
            }
            threads.end();
        }
    }

    private static DescriptionClaim claim(long file) {
        return new DescriptionClaim(
                file, FilePath.of("f" + file), new DiskFacts(1, 1, 1), "text/plain", null, 1, false, false);
    }
}
