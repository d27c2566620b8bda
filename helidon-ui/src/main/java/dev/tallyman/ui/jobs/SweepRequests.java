package dev.tallyman.ui.jobs;

import dev.tallyman.file.State;
import dev.tallyman.index.catalog.Catalog;
import dev.tallyman.index.people.Sight;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.IntakeException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes one request for a sweep of the many uploads of one moment, and repeats one that could not
 * be served. Works on the agenda's thread.
 */
public final class SweepRequests {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Catalog catalog;
    private final Agenda agenda;
    private final JobRunner runner;
    private final AtomicBoolean told = new AtomicBoolean();
    private Duration pause = MOMENT;

    public SweepRequests(Catalog catalog, Agenda agenda, JobRunner runner) {
        this.catalog = catalog;
        this.agenda = agenda;
        this.runner = runner;
    }

    public void tell() {
        if (told.compareAndSet(false, true)) {
            agenda.after(MOMENT, this::sweep);
        }
    }

    // A sweep that lives may have taken them already: then nothing waits.
    private void sweep() {
        told.set(false);
        if (Sight.EVERYTHING.see(catalog::totals).of(State.RECEIVED).files() == 0) {
            return;
        }
        try {
            runner.start(Run.Kind.SWEEP, Run.Trigger.UPLOAD, null, null);
            pause = MOMENT;
        } catch (JobRunner.Unavailable | IntakeException e) {
            // A full volume, an API server that is gone: it works again by itself some time.
            pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
            agenda.after(pause, this::tell);
            throw e;
        }
    }
}
