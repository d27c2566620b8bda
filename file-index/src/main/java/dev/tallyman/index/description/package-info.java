/**
 * The files whose content is to be described, and what was found in them.
 *
 * <pre>
 * Descriptions.claim ─▶ DescriptionClaim ─▶ (a sweep reads) ─▶ Described ─▶ Descriptions.record
 *                           └── the process dies ─▶ DescriptionRecovery: charged or suspected
 * </pre>
 *
 * <p>Start at {@link dev.tallyman.index.description.DescriptionQueue}. Sweeps call it. Nothing here changes a
 * verdict: a file that cannot be described keeps it.
 */
@NullMarked
package dev.tallyman.index.description;

import org.jspecify.annotations.NullMarked;
