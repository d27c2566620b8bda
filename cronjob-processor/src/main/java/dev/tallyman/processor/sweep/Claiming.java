package dev.tallyman.processor.sweep;

import dev.tallyman.index.queue.Claim;
import dev.tallyman.look.Words;
import dev.tallyman.program.ProgramRun;
import dev.tallyman.rules.Rules;
import java.util.List;

/**
 * Claims for the workers, a batch at a time: new work, and what is to be read again. For one thread.
 *
 * @param limits of a batch
 */
record Claiming(
        ProgramRun task,
        Rules.Claims limits,
        LargeFiles largeFiles,
        Refresh refresh,
        Recorder recorder,
        ClaimQueue claims) {
    /** False when there is nothing left. */
    boolean newWork() throws InterruptedException {
        return hand(largeFiles.claim(limits.files(), limits.bytes()));
    }

    /** False when there is nothing left, or no more in this sweep. */
    boolean staleFiles() throws InterruptedException {
        List<Claim> some = refresh.claim(limits.files());
        largeFiles.begin(some);
        return hand(some);
    }

    private boolean hand(List<Claim> some) throws InterruptedException {
        if (some.isEmpty()) {
            return false;
        }
        recorder.expect(some.size());
        long bytes = some.stream().mapToLong(claim -> claim.facts().size()).sum();
        task.log().note(task.who(), "Claimed " + Words.files(some.size()) + ", " + Words.size(bytes));
        claims.put(some);
        return true;
    }
}
