package dev.tallyman.program;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop, from a signal or from a part of the program that failed. After a signal the
 * process lives on for a few seconds, until this is closed.
 */
public final class StopSignal implements AutoCloseable {
    /** What the virtual machine exits with after SIGTERM; 130 after SIGINT. */
    public static final int EXIT = 143;

    // Whoever stops us waits longer, a person at a terminal does not.
    private static final long GRACE_MILLIS = 4_700;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean signalled;

    public static StopSignal onSignals() {
        StopSignal stop = new StopSignal();
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

    public void ask() {
        asked.countDown();
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    public boolean isSignalled() {
        return signalled;
    }

    /** Waits, but no longer when it is time to stop. */
    public void pause(long millis) throws InterruptedException {
        boolean _ = asked.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
