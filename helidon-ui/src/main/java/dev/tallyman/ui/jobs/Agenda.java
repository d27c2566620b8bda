package dev.tallyman.ui.jobs;

import dev.tallyman.volume.IntakeException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Work to be done later, one piece at a time. A piece that fails is logged and harms no other. */
public final class Agenda implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Agenda.class.getName());
    private static final Duration END = Duration.ofMillis(500);

    private final ScheduledExecutorService later;

    public Agenda(String name) {
        this.later = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
    }

    /** Does it once, after a while; not at all once this is closed. */
    public void after(Duration delay, Runnable work) {
        try {
            var _ = later.schedule(() -> guard(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "closed", e);
        }
    }

    /** Does it again and again until this is closed. */
    public void every(Duration pause, Runnable work) {
        var _ = later.scheduleWithFixedDelay(() -> guard(work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does it now, on the agenda's own thread, and returns when it is done. */
    public void now(Runnable work) {
        CompletableFuture.runAsync(() -> guard(work), later).join();
    }

    /** Logs what fails: a full volume, a missing program or a full heap must not end what works again later. */
    public static void guard(Runnable work) {
        try {
            work.run();
        } catch (IntakeException | JobRunner.Unavailable e) {
            String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
            LOG.log(Level.WARNING, e.getMessage() + cause);
        } catch (Throwable e) {
            say(e);
        }
    }

    private static void say(Throwable unexpected) {
        try {
            LOG.log(Level.ERROR, "unexpected", unexpected);
        } catch (Error e) {
            // There is not even memory to say so; what comes next says it.
        }
    }

    /** Waits for the piece that is at work, but not for long. */
    @Override
    public void close() {
        later.shutdownNow();
        try {
            var _ = later.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
