/**
 * Starts, watches and stops the programs: {@link dev.tallyman.ui.jobs.JobRunner} and what its two
 * habitats, one machine and Kubernetes, have in common.
 *
 * <p>Start with {@link dev.tallyman.ui.jobs.JobRunner}. The row of a run in the index is the truth;
 * nothing is kept here that would be lost with the process.
 */
@NullMarked
package dev.tallyman.ui.jobs;

import org.jspecify.annotations.NullMarked;
