package dev.tallyman.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The same work again and again, several times at once, beside what is measured. */
final class Endless implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();

    interface Work {
        void run(int n) throws Exception;
    }

    Endless(int atOnce, Work work) {
        for (int n = 0; n < atOnce; n++) {
            threads.add(Thread.ofVirtual().start(() -> repeat(work)));
        }
    }

    private void repeat(Work work) {
        try {
            while (!stopped.get()) {
                work.run(started.getAndIncrement());
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    int done() {
        return started.get();
    }

    void stop() throws Exception {
        stopped.set(true);
        for (var thread : threads) {
            thread.join();
        }
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        stopped.set(true);
    }
}
