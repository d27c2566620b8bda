/**
 * The files that wait for a verdict.
 *
 * <pre>
 * Queue.claimer ─▶ Claimer ─▶ Claim ─▶ (a worker reads) ─▶ Outcome ─▶ Queue.record
 *                     └── the process dies ─▶ Recovery: charged or suspected, and back to waiting
 * </pre>
 *
 * <p>Start at {@link Queue}. Sweeps call it. A verdict is recorded only with the {@link Claim} that
 * it was worked out under, and each statement is guarded by it: whoever lost the claim writes nothing.
 */
@NullMarked
package dev.tallyman.index.queue;

import org.jspecify.annotations.NullMarked;
