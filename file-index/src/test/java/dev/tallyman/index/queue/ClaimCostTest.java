package dev.tallyman.index.queue;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.OnAVolume;
import dev.tallyman.index.ProcessorTime;
import dev.tallyman.volume.Slot;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Claiming is done for each hundred files: were its cost that of all of them, a large intake would never end. */
class ClaimCostTest extends OnAVolume {
    private static final int FEW = 2_000;
    private static final int MANY = 30_000;

    @Test
    void aClaimCostsTheSameHoweverManyFilesWait() throws Exception {
        try (Slot slot = Slot.take(data.volume)) {
            Claimer claimer = data.index.queue().claimer(slot, data.sweep(slot), Policy.FCFS, Duration.ofMinutes(10));
            ProcessorTime.Work claim = () -> claimer.claim(100, Long.MAX_VALUE);
            wait(0, FEW, "received");
            claim.run(); // plans
            long few = ProcessorTime.least(claim);
            wait(FEW, MANY, "received");
            long many = ProcessorTime.least(claim);
            assertTrue(many < 5 * few, many + " ns of the processor, with few " + few);
        }
    }

    @Test
    void aClaimForDescribingCostsTheSameHoweverManyFilesHaveAVerdict() throws Exception {
        try (Slot slot = Slot.take(data.volume)) {
            ProcessorTime.Work claim = () -> data.index.descriptions().claim(slot, 32);
            wait(0, FEW, "classified");
            long few = ProcessorTime.least(claim);
            wait(FEW, MANY, "classified");
            long many = ProcessorTime.least(claim);
            assertTrue(many < 5 * few, many + " ns of the processor, with few " + few);
        }
    }

    private void wait(int from, int to, String state) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.volume.database());
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d - 1)
                    INSERT INTO file (path, utf8, top, folded, extension, size, mtime_ns, inode, origin, arrived, state, state_since)
                    SELECT CAST('f' || i AS BLOB), 1, x'', 'f' || i, '', 1, 1, i, 'found', 1, '%s', 1 FROM n
                    """.formatted(from, to, state));
        }
    }
}
