package dev.tallyman.ui.jobs;

import dev.tallyman.index.IndexException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Work for later, one piece at a time. A piece that fails is logged and harms no other. */
final class Agenda implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Agenda.class.getName());

    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("agenda").factory());

    /** Once, after a while; never, once this is closed. */
    void after(Duration delay, Runnable work) {
        try {
            var _ = later.schedule(() -> guard(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "closed", e);
        }
    }

    /** Again and again until this is closed. */
    void every(Duration pause, Runnable work) {
        var _ =
                later.scheduleWithFixedDelay(
                        () -> guard(work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Now, on the agenda's own thread; done when this returns. */
    void now(Runnable work) {
        CompletableFuture.runAsync(() -> guard(work), later).join();
    }

    /** A full volume or a missing program now must not end what works again later. */
    static void guard(Runnable work) {
        try {
            work.run();
        } catch (IndexException | JobRunner.Unavailable e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
            LOG.log(Level.WARNING, e.getMessage() + cause);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "unexpected", e);
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
