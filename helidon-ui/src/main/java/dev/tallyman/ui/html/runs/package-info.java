/**
 * The pages of runs and schedules, and what is deployed.
 *
 * <p>Start with {@link dev.tallyman.ui.html.runs.RunListService} and {@link
 * dev.tallyman.ui.html.runs.RunService}. Runs are started and stopped by {@code jobs} alone.
 */
@NullMarked
package dev.tallyman.ui.html.runs;

import org.jspecify.annotations.NullMarked;
