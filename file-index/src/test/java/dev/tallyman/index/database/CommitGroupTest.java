package dev.tallyman.index.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.volume.Reserve;
import dev.tallyman.volume.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitGroupTest {
    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        Volume volume = Volume.create(folder.resolve("data"));
        database = Database.open(volume, new Reserve(volume));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static final int MANY = 20;

    private final ReentrantLock busy = new ReentrantLock();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    // Nobody is written for while the test holds the lock.
    private final CommitGroup group = new CommitGroup(work -> {
        begun.incrementAndGet();
        busy.lock();
        try {
            database.write(work);
            commits.incrementAndGet();
        } finally {
            busy.unlock();
        }
    });

    private long count(int n) {
        return group.write(session -> {
            if (n == 7) {
                throw new IllegalStateException("seven");
            }
            session.update("UPDATE meta SET value = value + 1 WHERE key = 'wanted'");
            return session.number("SELECT value FROM meta WHERE key = 'wanted'");
        });
    }

    @Test
    void thoseThatWaitTogetherAreWrittenTogetherAndOneThatFailsFailsAlone() throws Exception {
        List<Future<Long>> all = new ArrayList<>();
        long before = database.read(session -> session.number("SELECT value FROM meta WHERE key = 'wanted'"));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            busy.lock();
            try {
                all.add(pool.submit(() -> count(100)));
                while (begun.get() == 0) {
                    Thread.onSpinWait();
                }
                for (int n = 0; n < MANY; n++) {
                    int one = n;
                    all.add(pool.submit(() -> count(one)));
                }
                while (group.waiting() < MANY) {
                    Thread.onSpinWait();
                }
            } finally {
                busy.unlock();
            }
        }
        long last = 0;
        int failed = 0;
        for (Future<Long> one : all) {
            try {
                last = Math.max(last, one.get());
            } catch (ExecutionException e) {
                assertTrue(String.valueOf(e.getCause()).endsWith("seven"));
                failed++;
            }
        }
        assertEquals(1, failed);
        assertEquals(MANY, last - before);
    }

    @Test
    void manyWaitForOneCommit() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            busy.lock();
            try {
                pool.execute(() -> count(100));
                while (begun.get() == 0) {
                    Thread.onSpinWait();
                }
                for (int n = 0; n < MANY; n++) {
                    pool.execute(() -> count(100));
                }
                while (group.waiting() < MANY) {
                    Thread.onSpinWait();
                }
            } finally {
                busy.unlock();
            }
        }
        assertEquals(2, commits.get());
    }

    @Test
    void aFailureIsToldToWhoeverWaits() {
        assertThrows(IllegalStateException.class, () -> count(7));
        assertEquals(0, commits.get());
    }
}
