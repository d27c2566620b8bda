package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody adds beside Git: Argo CD calls it Synced, and the page names it. */
@OnCluster
class DriftTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "drift");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void aContainerInTheDeploymentIsNamedUntilItIsTakenOut() throws Exception {
        var added =
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"stranger\",\"image\":\"none\"}]}}}}";
        var out =
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"stranger\",\"$patch\":\"delete\"}]}}}}";
        patched("deployment/tallyman-ui", added);
        named("Deployment tallyman-ui: spec.template.spec.containers[name=stranger]", true);
        assertEquals("Synced", intake.application("{.status.sync.status}"));

        patched("deployment/tallyman-ui", out);
        named("stranger", false);
        intake.healthy();
    }

    @Test
    void aNetworkPolicyThatOpensEverythingIsNamedUntilItIsGone() throws Exception {
        intake.kubectl("create", "-f", "-").with("""
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: open}
                spec: {podSelector: {}, ingress: [{}], egress: [{}], policyTypes: [Ingress, Egress]}
                """).ok();
        named("NetworkPolicy open", true);
        assertEquals("Synced", intake.application("{.status.sync.status}"));

        intake.kubectl("delete", "networkpolicy", "open").ok();
        named("NetworkPolicy open", false);
    }

    private static void patched(String what, String patch) throws Exception {
        intake.kubectl("patch", what, "-p", patch).ok();
    }

    private static void named(String text, boolean expected) throws Exception {
        Await.until(
                "the deployment panel " + (expected ? "names " : "does not name ") + text,
                SOON,
                () -> intake.page("/runs"),
                page -> page.contains(text) == expected);
    }
}
