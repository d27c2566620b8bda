/**
 * The programs as child processes on one machine, and the schedules of the rules file.
 *
 * <p>Start with {@link dev.tallyman.ui.jobs.local.LocalRunner}. Only {@code Server} knows that it is
 * this one.
 */
@NullMarked
package dev.tallyman.ui.jobs.local;

import org.jspecify.annotations.NullMarked;
