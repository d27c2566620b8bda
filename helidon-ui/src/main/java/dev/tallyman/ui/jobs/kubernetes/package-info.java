/**
 * The programs as Jobs, made from the CronJobs that Git holds.
 *
 * <p>Start with {@link dev.tallyman.ui.jobs.kubernetes.KubernetesRunner}. What the cluster has is read
 * from {@link dev.tallyman.ui.jobs.kubernetes.ClusterState} and never asked for one by one; what is
 * changed goes through {@link dev.tallyman.ui.jobs.kubernetes.ClusterApi}. No Pod is described here:
 * templates come from the CronJobs.
 */
@NullMarked
package dev.tallyman.ui.jobs.kubernetes;

import org.jspecify.annotations.NullMarked;
