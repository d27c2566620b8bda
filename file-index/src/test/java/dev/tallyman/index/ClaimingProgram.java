package dev.tallyman.index;

import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Claimer;
import dev.tallyman.index.queue.Policy;
import dev.tallyman.index.runs.Run;
import dev.tallyman.volume.Slot;
import dev.tallyman.volume.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A program with an index of its own on a file that others use too: claims until none is left. */
public final class ClaimingProgram {
    private ClaimingProgram() {}

    public static void main(String[] args) {
        Volume volume = Volume.open(Path.of(args[0]));
        try (Index index = Index.open(volume, InstantSource.system());
                Slot slot = Slot.take(volume)) {
            Run run = index.runs().start(Run.Kind.SWEEP, Run.Trigger.COMMAND, null, slot, Run.Provenance.UNKNOWN);
            Claimer claimer = index.queue().claimer(slot, run, Policy.of(args[1]), Duration.ofMinutes(10));
            for (List<Claim> some = claimer.claim(3, Long.MAX_VALUE);
                    !some.isEmpty();
                    some = claimer.claim(3, Long.MAX_VALUE)) {
                some.forEach(claim -> System.out.println(claim.file()));
            }
        }
    }
}
