package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the production example adds for an intake that must not change unseen: gitops/argocd/strict. */
@OnCluster
class StrictTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "strict");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void anUnsignedCommitIsNotDeployedWhereTheProjectAsksForAKey() throws Exception {
        var administrator = Cluster.shared().administrator();
        var project = administrator.text("project.yaml", "tallyman-*").replace(PROJECT, "name: strict,")
                + "  signatureKeys: [{keyID: 4AEE18F83AFDEB23}]\n";
        var application = administrator
                .text("application.yaml", intake.namespace())
                .replace("  name: tallyman-strict\n", "  name: strict\n")
                .replace("project: tallyman\n", "project: strict\n")
                .replaceFirst("    automated: .*\n", "");
        var cluster = Cluster.shared();
        cluster.kubectl("apply", "-f", "-")
                .with(project + "---\n" + application)
                .ok();
        try {
            Await.until(
                    "it is told",
                    SOON,
                    () -> cluster.kubectl("get", "application", "strict", "-n", "argocd", MESSAGES)
                            .ok(),
                    why -> why.contains("signature"));
        } finally {
            cluster.kubectl("delete", "-f", "-")
                    .with(project + "---\n" + application)
                    .ok();
        }
    }

    private static final String PROJECT = "name: tallyman,";
    private static final String MESSAGES = "-ojsonpath={.status.conditions[*].message}";

    @Test
    void theSyncWindowOfTheProductionExampleHoldsCommitsBackUntilItEnds() throws Exception {
        var cluster = Cluster.shared();
        var window = Files.readString(Cluster.ROOT.resolve("gitops/argocd/strict/kustomization.yaml"))
                .lines()
                .filter(line -> line.contains("kind: deny"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("schedule: \"[^\"]*\"", "schedule: \"* * * * *\"");
        var repository = new Repository(cluster, "tallyman-windowed");
        repository.write("intakes/tallyman-windowed/kustomization.yaml", """
                configMapGenerator: [{name: windowed, literals: [a=b], options: {disableNameSuffixHash: true}}]
                """);
        repository.commit("Add something on a weekend");
        var open = cluster.administrator().text("project.yaml", "tallyman-*").replace(PROJECT, "name: windowed,");
        var application = cluster.administrator()
                .text("application.yaml", "tallyman-windowed")
                .replace("project: tallyman\n", "project: windowed\n")
                .replace("namespace: \"tallyman-windowed\"", "namespace: \"" + intake.namespace() + "\"");
        apply(open + "  syncWindows:\n" + window + "\n---\n" + application);
        try {
            Await.until("it sees the commit", SOON, StrictTest::windowed, "OutOfSync"::equals);
            var seen = ofWindowed("{.status.reconciledAt}");
            // Asked again and again: its times have whole seconds, so one look in the second of the last is not seen.
            Await.until("and looks again", SOON, StrictTest::looked, now -> !now.equals(seen));
            assertEquals("OutOfSync", windowed());
            assertEquals("", ofWindowed("{.status.operationState}"), "nothing was begun");

            apply(open);
            Await.until("it deploys when the window is over", SOON, StrictTest::after, "Synced"::equals);
        } finally {
            cluster.kubectl("delete", "-f", "-")
                    .with(open + "---\n" + application)
                    .ok();
            intake.kubectl("delete", "configmap", "windowed", "--ignore-not-found")
                    .ok();
        }
    }

    private static final String REFRESH = "argocd.argoproj.io/refresh=normal";

    private static void apply(String manifests) throws Exception {
        Cluster.shared()
                .kubectl("apply", "--server-side", "--force-conflicts", "-f", "-")
                .with(manifests)
                .ok();
    }

    private static String looked() throws Exception {
        refresh();
        return ofWindowed("{.status.reconciledAt}");
    }

    // By itself it looks again within three minutes.
    private static String after() throws Exception {
        refresh();
        return windowed();
    }

    private static void refresh() throws Exception {
        Cluster.shared()
                .kubectl("-n", "argocd", "annotate", "--overwrite", "application", "tallyman-windowed", REFRESH)
                .ok();
    }

    private static String windowed() throws Exception {
        return ofWindowed("{.status.sync.status}");
    }

    private static String ofWindowed(String path) throws Exception {
        return Cluster.shared()
                .kubectl("-n", "argocd", "get", "application", "tallyman-windowed", "-o", "jsonpath=" + path)
                .ok();
    }
}
