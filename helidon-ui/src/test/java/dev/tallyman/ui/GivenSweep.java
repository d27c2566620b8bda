package dev.tallyman.ui;

import dev.tallyman.file.Identification;
import dev.tallyman.index.Index;
import dev.tallyman.index.description.DescriptionOutcome;
import dev.tallyman.index.queue.Outcome;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sweep that reads no file: a test says what each of those that wait is, and what is in it. */
public final class GivenSweep implements AutoCloseable {
    private final Index index;
    private final Slot slot;
    private final Run run;

    public GivenSweep(Index index) {
        this.index = index;
        slot = Slot.take(index.volume());
        run = index.runs().start(Run.Kind.SWEEP, Run.Trigger.COMMAND, null, slot, Run.Provenance.UNKNOWN);
    }

    /** Records what each file is by its path; one for which null is said stays claimed. Ends the run. */
    public Run identify(Function<String, @Nullable Identification> said) {
        Instant now = Instant.now();
        List<Outcome> outcomes =
                index.queue().claimer(slot, run, Policy.FCFS, Duration.ofMinutes(1)).claim(100, Long.MAX_VALUE).stream()
                        .<Outcome>mapMulti((claim, take) -> {
                            Identification found = said.apply(claim.path().text());
                            if (found != null) {
                                take.accept(new Outcome(
                                        claim, 0, now, now, claim.facts(), new Outcome.Classified(found, "")));
                            }
                        })
                        .toList();
        index.queue().record(outcomes, 3, "rules", "detector");
        index.runs().end(run.id(), Run.Status.DONE, 0, "Done");
        return run;
    }

    /** Records what is in each file by its path. */
    public void describe(Function<String, DescriptionOutcome.Found> said) {
        var descriptions = index.descriptions();
        descriptions.stale().adopt("1", "");
        List<DescriptionOutcome> described = descriptions.claim(slot, 100).stream()
                .map(claim ->
                        new DescriptionOutcome(claim, said.apply(claim.path().text())))
                .toList();
        descriptions.record(slot, described, "1", "");
    }

    @Override
    public void close() {
        slot.close();
    }
}
