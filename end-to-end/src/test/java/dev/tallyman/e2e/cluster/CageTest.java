package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Git of an intake cannot do, and what it takes to take an intake down. */
@AloneOnCluster
class CageTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "cage");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    private static final String EVIL = """
            # Without Pod Security a Job of the UI's token may mount the node's disk; and what Git has once had it can delete.
            apiVersion: v1
            kind: Namespace
            metadata: {name: tallyman-cage, labels: {pod-security.kubernetes.io/enforce: privileged}}
            ---
            # Who administers the namespace may label it.
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: evil}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
            subjects: [{kind: ServiceAccount, name: tallyman-ui}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: tallyman-ui}
            rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: tallyman-jobs-sweep}
            spec: {policyName: none, validationActions: [Audit]}
            """;

    @Test
    void aCommitCannotOpenTheCage() throws Exception {
        var before = cage();
        var repository = intake.repository();
        var file = intake.path("kustomization.yaml");
        var kept = repository.read(file);
        repository.write(intake.path("evil.yaml"), EVIL);
        repository.write(file, kept.replace("resources: [", "resources: [evil.yaml, "));
        repository.commit("Open the cage");
        try {
            intake.refresh();
            for (var kind : List.of("Namespace", "RoleBinding", "Role", "PolicyBinding")) {
                Await.until(
                        "the project refuses a " + kind,
                        SOON,
                        () -> intake.application("{.status.operationState.syncResult}"),
                        why -> why.contains(kind + " is not permitted in project"));
            }
            assertEquals(before, cage());
        } finally {
            repository.write(file, kept);
            intake.synced(repository.commit("Close it")).healthy();
        }
        assertEquals(before, cage(), "what a commit cannot make it cannot take away");
    }

    /** The namespace and the rights that the administrator has made, and the policies. */
    private static String cage() throws Exception {
        var namespace = intake.get("namespace/" + intake.namespace(), "{.metadata['uid','labels']}");
        var policies = List.of("get", "validatingadmissionpolicybinding", "-o", POLICIES);
        return namespace
                + intake.kubectl("get", "role,rolebinding", "-o", RULES).ok()
                + Cluster.shared().kubectl(policies.toArray(String[]::new)).ok();
    }

    private static final String RULES = "jsonpath={.items[*]['metadata.name','rules','roleRef']}";
    private static final String POLICIES = "jsonpath={.items[*]['metadata.name','spec']}";

    @Test
    void whatIsInTheNamespaceAndNotInGitIsTold() throws Exception {
        intake.kubectl("create", "configmap", "left-behind").ok();
        try {
            Await.until(
                    "the Application tells it",
                    SOON,
                    () -> {
                        intake.refresh();
                        return intake.application("{.status.conditions[*].type}");
                    },
                    types -> types.contains("OrphanedResourceWarning"));
        } finally {
            intake.kubectl("delete", "configmap", "left-behind").ok();
        }
    }

    @Test
    void aRuleThatSomebodyAddsToWhatIsClosedGoesAgain() throws Exception {
        var open = "{\"spec\":{\"ingress\":[{}],\"egress\":[{}]}}";
        intake.kubectl("patch", "networkpolicy/tallyman-deny-all", "--type=merge", "-p", open)
                .ok();

        Await.until(
                "nobody may come and go again",
                SOON,
                () -> intake.get("networkpolicy/tallyman-deny-all", "{.spec}"),
                spec -> !spec.contains("[{}]"));
    }

    @Test
    void policiesThatWereDeletedAndAppliedAgainJudgeByTheTemplatesOfNow() throws Exception {
        var cluster = Cluster.shared();
        var policies = cluster.administrator().text("policies.yaml", "");
        cluster.kubectl("delete", "-f", "-").with(policies).ok();
        cluster.kubectl("apply", "--server-side", "-f", "-").with(policies).ok();
        var uid = intake.get("cronjob/tallyman-report", "{.metadata.uid}");
        intake.kubectl("delete", "cronjob", "tallyman-report").ok();
        Await.until(
                "Argo CD has made it anew",
                SOON,
                () -> intake.kubectl("get", "cronjob/tallyman-report").run().exit(),
                exit -> exit == 0);
        assertNotEquals(uid, intake.get("cronjob/tallyman-report", "{.metadata.uid}"));

        var made = intake.kubectl("create", "-f", "-", "--dry-run=server", "--as=" + ui())
                .with(intake.template("report", "by-the-new-one"));
        Await.until("a Job of it is made", SOON, made::run, outcome -> outcome.exit() == 0);
        var evil = intake.template("report", "evil").replace("\"report\"", "\"evil\"");
        Await.until(
                "and one that differs is refused",
                SOON,
                made.with(evil)::run,
                outcome -> outcome.text().contains("ValidatingAdmissionPolicy 'tallyman-jobs'"));
    }

    private static String ui() {
        return "system:serviceaccount:" + intake.namespace() + ":tallyman-ui";
    }

    @Test
    void whereSomebodyHasMadeTheNamespacePrivilegedTheTemplatesStillBindTheUi() throws Exception {
        var enforced = "{.metadata.labels.pod-security\\.kubernetes\\.io/enforce}";
        var before = intake.get("namespace/" + intake.namespace(), enforced);
        enforce("privileged");
        try {
            var pod = "/spec/template/spec/";
            var evil = intake.patched(
                    intake.template("sweep", "evil"),
                    "[{op: add, path: "
                            + pod
                            + "volumes/-, value: {name: node, hostPath: {path: /}}}, {op: add, path: "
                            + pod
                            + "containers/0/securityContext, value: {privileged: true}}]");
            Token.refused(intake.kubectl("create", "-f", "-", "--dry-run=server", "--as=" + ui())
                    .with(evil)
                    .run());
            intake.kubectl("create", "-f", "-", "--dry-run=server").with(evil).ok();
        } finally {
            enforce(before);
        }
    }

    private static void enforce(String level) throws Exception {
        var label = "pod-security.kubernetes.io/enforce=" + level;
        Cluster.shared()
                .kubectl("label", "namespace", intake.namespace(), label, "--overwrite")
                .ok();
    }

    @Test
    void deletingTheApplicationTakesNothingDownUntilItIsAskedTwice() throws Exception {
        var id = intake.upload("kept/file.txt", "kept".getBytes(UTF_8));
        intake.released();
        assertEquals(200, intake.status("/api/v1/files/" + id));
        intake.install();
        Await.until("it is taken over again", SOON, intake::state, "Synced Healthy"::equals);

        intake.takenDown();
        assertTrue(intake.kubectl("get", "pvc", "-o", "name").ok().contains("tallyman-data"));

        intake.disconnect();
        intake.install();
        Await.until("it is back", Duration.ofMinutes(3), intake::state, "Synced Healthy"::equals);
        assertEquals("kept", intake.page("/api/v1/files/" + id + "/content"));
    }
}
