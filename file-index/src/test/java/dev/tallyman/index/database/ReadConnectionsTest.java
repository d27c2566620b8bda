package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tallyman.index.OnAVolume;
import dev.tallyman.volume.IntakeException;
import dev.tallyman.volume.Reserve;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody reads for ever, and nobody waits for ever for those who read. */
class ReadConnectionsTest extends OnAVolume {
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private Database database;

    @BeforeEach
    void open() throws SQLException {
        database = new Database(data.volume, new Reserve(data.volume), () -> {});
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long one() {
        return database.read(session -> session.number("SELECT 1"));
    }

    @Test
    void aQueryThatTakesTooLongIsEndedAndTheNextIsAnswered() {
        database.readers.endAfter(Duration.ofMillis(200));

        assertThrows(IntakeException.TimedOut.class, () -> database.read(session -> session.number(ENDLESS)));

        assertEquals(1, one());
        assertEquals(0, database.readers.running());
    }

    @Test
    void soIsOneOfManyRowsThatEachTakeTheirTime() {
        database.readers.endAfter(Duration.ofMillis(200));
        String rows = ENDLESS.replace("count(*)", "i");

        assertThrows(
                IntakeException.TimedOut.class,
                () -> database.read(session -> {
                    session.each(rows, row -> row.getLong(1) > 0);
                    return 0;
                }));

        assertEquals(1, one());
    }

    @Test
    void whoWaitsTooLongForAPlaceIsToldSo() throws Exception {
        database.readers.endAfter(Duration.ofMillis(200));
        var inside = new CountDownLatch(ReadConnections.MOST);
        var leave = new CountDownLatch(1);
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ReadConnections.MOST; i++) {
                readers.execute(() -> database.read(session -> {
                    inside.countDown();
                    return await(leave);
                }));
            }
            inside.await();

            assertThrows(IntakeException.TimedOut.class, this::one);
            leave.countDown();
        }
        assertEquals(1, one());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aProgramThatIsNoServerReadsForAsLongAsItTakes() {
        long counted = database.read(session -> session.number(ENDLESS.replace("FROM n)", "FROM n LIMIT 3000000)")));

        assertEquals(3_000_000, counted);
    }
}
