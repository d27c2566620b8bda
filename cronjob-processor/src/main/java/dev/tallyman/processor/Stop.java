package dev.tallyman.processor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop, from a signal or from a part of the program that failed. After a signal the
 * process lives on for a few seconds, until this is closed.
 */
final class Stop implements AutoCloseable {
    /** What the virtual machine exits with after SIGTERM; 130 after SIGINT. */
    static final int EXIT = 143;

    // Whoever stops us waits longer, a person at a terminal does not.
    private static final long GRACE_MILLIS = 4_700;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean signalled;

    static Stop onSignals() {
        Stop stop = new Stop();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::onSignal, "signal"));
        return stop;
    }

    // The virtual machine exits with 128 + signal once this returns.
    private void onSignal() {
        signalled = true;
        ask();
        try {
            boolean _ = closed.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    boolean isSignalled() {
        return signalled;
    }

    /** Waits, but no longer when it is time to stop. */
    void pause(long millis) throws InterruptedException {
        boolean _ = asked.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
