/**
 * Keeps the index and the volume honest with each other. The table in docs/decisions/0037 names one
 * repair for each (state of the row) × (where the bytes are).
 *
 * <pre>
 * Discovery ─▶ VolumeWalk (the disk) ┐
 *           ─▶ KnownFiles (the rows) ┴▶ Difference ─▶ RepairBatches ─▶ RowRepair ─▶ RowPlacement
 * </pre>
 *
 * <p>Start at {@link Discovery} for the whole volume and at {@link RowPlacement} for one row. Sweeps
 * call the first, deletes and restores the second. A repair looks again inside its transaction, since
 * the world went on; and none of them deletes bytes that people put in.
 */
@NullMarked
package dev.tallyman.index.repair;

import org.jspecify.annotations.NullMarked;
