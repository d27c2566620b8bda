package dev.tallyman.e2e.cluster;

import dev.tallyman.e2e.OwnLock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests on the cluster that all of them share. They mostly wait for Kubernetes and touch their own intake only, so they
 * run beside each other, three at a time, and beside the tests that need no cluster.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Order(4)
@ExtendWith(ThreeAtATime.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = "cluster", mode = ResourceAccessMode.READ)
@ResourceLock(providers = OwnLock.class)
@interface OnCluster {}
