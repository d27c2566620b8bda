/**
 * A sweep: compare the volume with the index, claim what waits, read it, record what it is.
 *
 * <pre>
 * VolumeComparison ─▶ index ─▶ LargeFiles ─▶ ClaimQueue ─▶ Workers ─▶ Reading ─▶ Recorder ─▶ index
 * </pre>
 *
 * <p>Start at {@link SweepCommand}, then {@link Sweep}. Several sweeps may run at once, so nothing here
 * assumes that it is alone. A fault of this program is never recorded as a verdict on a file, and what
 * a file is says {@link dev.tallyman.identification}.
 */
@NullMarked
package dev.tallyman.processor.sweep;

import org.jspecify.annotations.NullMarked;
