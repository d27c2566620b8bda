package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in gitops/, judged by the real API server, by its own schemas and by those of others. */
@OnCluster
class ManifestsTest {
    private static final Path GITOPS = Cluster.ROOT.resolve("gitops");

    @TempDir
    Path temp;

    @BeforeAll
    static void theKindsOfOthers() throws Exception {
        for (var definition : Cluster.definitions()) {
            Cluster.shared().kubectl("apply", "--server-side", "-f", definition).ok();
        }
        for (var kind : List.of("httproutes", "servicemonitors", "prometheusrules")) {
            Await.until(
                    kind + " are known",
                    Duration.ofMinutes(1),
                    () -> Cluster.shared().kubectl("get", kind).run().exit(),
                    exit -> exit == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minikube", "production"})
    void anOverlayPassesAStrictDryRun(String overlay) throws Exception {
        var said = dryRun(built(GITOPS.resolve("overlays").resolve(overlay)));

        assertTrue(said.text().contains("deployment.apps/tallyman-ui"), said.text());
        assertFalse(said.text().contains("Warning"), said.text());
        said.ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "ingress", "monitoring", "openshift", "proxy", "oidc"})
    void aComponentOnTheBasePassesAStrictDryRun(String component) throws Exception {
        var said = dryRun(with(component));

        assertFalse(said.text().contains("Warning"), said.text());
        said.ok();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway, hostnames:, hostname:",
        "gateway, request: 0s, request: soon",
        "ingress, pathType:, pathTipe:",
        "oidc, secretKeyRef:, secretRef:",
        "proxy, secretName:, name:",
        "monitoring, 'interval: 30s', 'interval: often'",
        "monitoring, 'expr:', 'expression:'",
        "openshift, concurrencyPolicy:, concurrencyPolice:"
    })
    void whatItsSchemaDoesNotKnowIsRefused(String component, String from, String to) throws Exception {
        var manifests = with(component);
        var changed = manifests.replace(from, to);
        assertNotEquals(manifests, changed);

        var said = dryRun(changed);

        assertNotEquals(0, said.exit(), said.text());
    }

    @Test
    void inProductionThePageAnswersToTheRoutesHostAndImagesAreDigests() throws Exception {
        var manifests = built(GITOPS.resolve("overlays/production"));

        assertTrue(manifests.contains("value: tallyman.example.com,localhost,127.0.0.1"));
        assertTrue(manifests.contains("imagePullSecrets:"), manifests);
        assertEquals(
                List.of(),
                manifests
                        .lines()
                        .filter(line -> line.strip().startsWith("image: "))
                        .filter(line -> !line.matches(".*@sha256:[0-9a-f]{64}"))
                        .toList());
        assertEquals(4, manifests.split("ephemeral-storage: 1Gi", -1).length - 1, manifests);
    }

    @Test
    void onOpenShiftNoUserIsNamed() throws Exception {
        var manifests = with("openshift");

        assertFalse(manifests.contains("65532"), manifests);
        assertTrue(manifests.contains("runAsNonRoot: true"), manifests);
    }

    @Test
    void oauth2ProxyStandsBeforeThePageInItsPod() throws Exception {
        var manifests = with("oauth2-proxy");

        assertTrue(manifests.contains("targetPort: oauth2"), manifests);
        assertTrue(manifests.contains("image: quay.io/oauth2-proxy/oauth2-proxy:v"), manifests);
        assertTrue(manifests.contains("- name: TALLYMAN_AUTH\n          value: proxy"), manifests);
        assertTrue(manifests.contains("- name: TALLYMAN_TRUSTED_PROXY\n          value: 127.0.0.1"), manifests);
    }

    @Test
    void whatTheAdministratorAppliesPassesAStrictDryRun() throws Exception {
        Tool.run(temp, Map.of(), List.of("cp", "-r", GITOPS.toString(), ".")).ok();
        var argocd = temp.resolve("gitops/argocd");
        var file = argocd.resolve("kustomization.yaml");
        var text = Files.readString(file).replace("# components: [strict]", "components: [strict]");
        Files.writeString(file, text);

        var manifests = built(argocd);

        assertTrue(manifests.contains("signatureKeys:"), manifests);
        assertTrue(manifests.contains("syncWindows:"), manifests);
        assertTrue(manifests.contains("targetRevision: v1.0.0"), manifests);
        var said = dryRun(manifests);
        assertFalse(said.text().contains("Warning"), said.text());
        said.ok();
    }

    /** The base and one component, as a folder of its own would have it. */
    private String with(String component) throws Exception {
        var folder = Files.createDirectories(temp.resolve("gitops/overlays/one"));
        Tool.run(temp, Map.of(), List.of("cp", "-r", GITOPS.toString(), ".")).ok();
        Files.writeString(folder.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: tallyman
                resources: [../../base]
                components: [../../components/%s]
                """.formatted(component));
        return built(folder);
    }

    private static String built(Path folder) throws Exception {
        return Cluster.shared().kubectl("kustomize", folder.toString()).ok();
    }

    private static Tool.Outcome dryRun(String manifests) throws Exception {
        var cluster = Cluster.shared();
        var namespace = cluster.administrator().text("namespace.yaml", "tallyman-dry-run");
        cluster.kubectl("apply", "--server-side", "-f", "-").with(namespace).ok();
        return cluster.kubectl("apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-")
                .with(manifests.replace("namespace: tallyman\n", "namespace: tallyman-dry-run\n"))
                .run();
    }
}
