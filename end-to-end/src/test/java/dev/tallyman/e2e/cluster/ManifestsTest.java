package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in gitops/, judged by the real API server. */
class ManifestsTest {
    @ParameterizedTest
    @ValueSource(strings = {"minikube", "production"})
    void anOverlayPassesAStrictDryRun(String overlay) throws Exception {
        var said = dryRun(built(overlay));

        assertTrue(said.text().contains("deployment.apps/tallyman-ui"), said.text());
        assertFalse(said.text().contains("Warning"), said.text());
        said.ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minikube", "production"})
    void aKeyThatNobodyKnowsIsRefused(String overlay) throws Exception {
        var said = dryRun(built(overlay).replace("concurrencyPolicy:", "concurrencyPolice:"));

        assertNotEquals(0, said.exit(), said.text());
    }

    private static String built(String overlay) throws Exception {
        var folder = Cluster.ROOT.resolve("gitops/overlays/" + overlay).toString();
        return Cluster.shared().kubectl("kustomize", folder).ok();
    }

    private static Tool.Outcome dryRun(String manifests) throws Exception {
        var cluster = Cluster.shared();
        cluster.kubectl("create", "namespace", "tallyman-dry-run").run();
        cluster.kubectl(
                        "label",
                        "--overwrite",
                        "namespace",
                        "tallyman-dry-run",
                        "pod-security.kubernetes.io/enforce=restricted",
                        "pod-security.kubernetes.io/warn=restricted")
                .ok();
        return cluster.kubectl(
                        "apply",
                        "--server-side",
                        "--dry-run=server",
                        "--validate=strict",
                        "-f",
                        "-")
                .with(manifests.replace("namespace: tallyman\n", "namespace: tallyman-dry-run\n"))
                .run();
    }
}
