/**
 * Tests on a real Kubernetes with a real Argo CD: {@code -Dcluster=true} runs them, in a
 * K3sContainer of their own or, with {@code -Dcluster.context=NAME}, on the minikube of that name.
 */
@NullMarked
package dev.tallyman.e2e.cluster;

import org.jspecify.annotations.NullMarked;
