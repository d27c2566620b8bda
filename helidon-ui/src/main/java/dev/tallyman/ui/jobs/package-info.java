/**
 * Starts, watches and stops the programs: {@link dev.tallyman.ui.jobs.JobRunner} with its two
 * habitats, one machine and Kubernetes, and the HTTP resources of runs and schedules.
 */
@NullMarked
package dev.tallyman.ui.jobs;

import org.jspecify.annotations.NullMarked;
