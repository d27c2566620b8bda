package dev.tallyman.ui.jobs;

import dev.tallyman.index.runs.Run;
import dev.tallyman.index.search.TextIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Asks for a sweep where the texts for searching are lost: it reads the documents again. */
public final class LostTexts {
    /** Between two requests: a sweep that could not do it is not asked at once. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final TextIndex texts;
    private final JobRunner runner;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    public LostTexts(TextIndex texts, JobRunner runner, InstantSource clock) {
        this.texts = texts;
        this.runner = runner;
        this.clock = clock;
    }

    /** To be called now and then. */
    public void look() {
        Instant now = clock.instant();
        if (!now.isBefore(next) && texts.isLost()) {
            next = now.plus(PAUSE);
            runner.start(Run.Kind.SWEEP, Run.Trigger.UPLOAD, null, null);
        }
    }
}
