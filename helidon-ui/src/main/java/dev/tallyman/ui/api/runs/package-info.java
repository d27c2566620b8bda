/**
 * Runs over HTTP: asked for, looked at, followed, ended; and their schedules.
 *
 * <p>Start with {@link dev.tallyman.ui.api.runs.RunsApi}.
 */
@NullMarked
package dev.tallyman.ui.api.runs;

import org.jspecify.annotations.NullMarked;
