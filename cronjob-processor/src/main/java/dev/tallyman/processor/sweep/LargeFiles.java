package dev.tallyman.processor.sweep;

import dev.tallyman.index.queue.Claim;
import dev.tallyman.index.queue.Claimer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a worker for small files: large ones, which take minutes and more, get all workers but one.
 * A single worker reads a large file when no small one waits.
 */
final class LargeFiles {
    private static final long SMALL = 1L << 30;

    private final Claimer claimer;
    private final int workers;
    private final AtomicInteger out = new AtomicInteger();

    LargeFiles(Claimer claimer, int workers) {
        this.claimer = claimer;
        this.workers = workers;
    }

    /** Claims the next files, and no large one where it would take the last worker. */
    List<Claim> claim(int files, long bytes) {
        // More bytes at once could be more than one large file.
        long most = Math.min(bytes, SMALL);
        List<Claim> claims = claimer.claim(files, most, out.get() < workers - 1 ? Long.MAX_VALUE : SMALL);
        if (claims.isEmpty() && workers == 1 && out.get() == 0 && claimer.isAnyLeft()) {
            // Small ones that came together with a large one, after they were asked for, are read before it.
            claims = claimer.claim(files, most, SMALL);
            if (claims.isEmpty()) {
                claims = claimer.claim(files, most, Long.MAX_VALUE);
            }
        }
        begin(claims);
        return claims;
    }

    /** Claims are on their way to the workers. */
    void begin(List<Claim> claims) {
        claims.forEach(claim -> out.addAndGet(isLarge(claim) ? 1 : 0));
    }

    /** A claim has come to its outcome. */
    void end(Claim claim) {
        out.addAndGet(isLarge(claim) ? -1 : 0);
    }

    private static boolean isLarge(Claim claim) {
        return claim.facts().size() > SMALL;
    }
}
