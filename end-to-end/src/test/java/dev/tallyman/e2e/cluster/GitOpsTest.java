package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Git decides: what drifts comes back, what is committed arrives, what is broken harms nobody. */
class GitOpsTest {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake =
                Intake.deployed(
                        Cluster.shared(),
                        "gitops",
                        """
                        - target: {kind: Deployment}
                          patch: |-
                            - {op: replace, path: /spec/progressDeadlineSeconds, value: 45}
                        """);
    }

    @AfterAll
    static void close() {
        intake.close();
    }

    @Test
    void whatDriftsGoesBackToGit() throws Exception {
        var limit = "{.spec.template.spec.containers[0].resources.limits.memory}";
        intake.kubectl("delete", "cronjob", "tallyman-report").ok();
        intake.kubectl(
                        "patch",
                        "configmap",
                        "tallyman-rules",
                        "-p",
                        "{\"data\":{\"rules.yaml\":\"workers: {ceiling: 1}\"}}")
                .ok();
        intake.kubectl("set", "resources", "deployment/tallyman-ui", "--limits=memory=600Mi").ok();

        Await.until(
                "the CronJob is back",
                SOON,
                () -> intake.kubectl("get", "cronjob/tallyman-report").run().exit(),
                exit -> exit == 0);
        Await.until(
                "the rules are back",
                SOON,
                () -> intake.get("configmap/tallyman-rules", "{.data}"),
                data -> !data.contains("ceiling"));
        Await.until(
                "the limit is back",
                SOON,
                () -> intake.get("deployment/tallyman-ui", limit),
                "512Mi"::equals);
        intake.healthy();
    }

    @Test
    void aPausedScheduleStaysPausedThroughASync() throws Exception {
        intake.kubectl(
                        "patch",
                        "cronjob",
                        "tallyman-housekeeping",
                        "-p",
                        "{\"spec\":{\"suspend\":true}}")
                .ok();

        intake.synced(rules("# another comment\n")).healthy();

        assertEquals("true", intake.get("cronjob/tallyman-housekeeping", "{.spec.suspend}"));
    }

    @Test
    void aJobByHandIsNeitherPrunedNorFlagged() throws Exception {
        var job = intake.run("sweep");

        intake.synced(rules("# yet another comment\n")).healthy();

        assertEquals(job, intake.get("job/" + job, "{.metadata.name}"));
        assertFalse(
                intake.application("{.status.resources[*].kind}").contains("Job "),
                "a Job is a resource of the Application");
    }

    @Test
    void aCommittedRuleReachesTheNextJobAndTheUiWithoutARestart() throws Exception {
        var pod =
                intake.get(
                        "pods",
                        "{.items[?(@.metadata.labels.app\\.kubernetes\\.io/name==\"tallyman-ui\")].metadata.name}");
        var before =
                intake.kubectl("logs", "job/" + intake.run("sweep"))
                        .ok()
                        .replaceFirst("(?s).*rules (\\S+).*", "$1");

        intake.synced(rules("categories: {extensions: {tally: document}}\n"));
        var after =
                Await.until(
                        "a Job has the new rules",
                        Duration.ofMinutes(3),
                        () ->
                                intake.kubectl("logs", "job/" + intake.run("sweep"))
                                        .ok()
                                        .replaceFirst("(?s).*rules (\\S+).*", "$1"),
                        version -> !version.equals(before));

        assertNotEquals(before, after);
        assertEquals(
                pod,
                intake.get(
                        "pods",
                        "{.items[?(@.metadata.labels.app\\.kubernetes\\.io/name==\"tallyman-ui\")].metadata.name}"));
    }

    @Test
    void aBrokenImageLeavesTheOldPageServingAndARevertMendsIt() throws Exception {
        var repository = Cluster.shared().repository();
        var id = intake.upload("before.txt", "before".getBytes(UTF_8));
        var kustomization = repository.read(intake.path("kustomization.yaml"));
        repository.write(
                intake.path("kustomization.yaml"),
                kustomization
                        + """
                        - target: {kind: Deployment}
                          patch: |-
                            - {op: replace, path: /spec/template/spec/containers/0/image, value: "docker.io/tallyman/no-such:1"}
                        """);
        intake.synced(repository.commit("Break the image"));

        Await.until("the Application says so", SOON, intake::state, "Synced Degraded"::equals);
        var why =
                intake.application("{.status.resources[?(@.kind==\"Deployment\")].health.message}");
        assertTrue(why.contains("progress deadline"), why);
        assertEquals(200, intake.send("GET", "/api/v1/files/" + id, new byte[0]).statusCode());

        intake.synced(repository.revert()).healthy();
    }

    @Test
    void aCommitThatIsNotAManifestIsToldAndChangesNothing() throws Exception {
        var repository = Cluster.shared().repository();
        var kustomization = repository.read(intake.path("kustomization.yaml"));
        repository.write(
                intake.path("kustomization.yaml"),
                kustomization.replace("resources:", "resauces:"));
        repository.commit("Break the manifests");
        intake.refresh();

        var why =
                Await.until(
                        "the Application says why",
                        SOON,
                        () -> intake.application("{.status.conditions[*].message}"),
                        text -> !text.isEmpty());
        assertTrue(why.contains("resauces"), why);
        intake.page("/api/v1/summary");

        intake.synced(repository.revert()).healthy();
    }

    @Test
    void anApplicationDeletedAndInstalledAgainLosesNothing() throws Exception {
        var id = intake.upload("kept/file.txt", "kept".getBytes(UTF_8));
        intake.run("sweep");
        intake.run("report");
        var files = intake.count("files");
        var latest = intake.json("/reports/latest/data/summary.json").longValue("files", -1);

        Cluster.shared()
                .kubectl(
                        "-n",
                        "argocd",
                        "delete",
                        "application",
                        intake.namespace(),
                        "--timeout=120s")
                .ok();
        Await.until(
                "the UI is gone",
                SOON,
                () -> intake.kubectl("get", "pods", "-o", "name").ok(),
                String::isEmpty);
        intake.close();
        intake.install();
        Await.until(
                "the Application is back",
                Duration.ofMinutes(3),
                intake::state,
                "Synced Healthy"::equals);

        assertEquals(files, intake.count("files"));
        assertEquals("classified", intake.json("/api/v1/files/" + id).stringValue("state", ""));
        assertEquals("kept", intake.page("/api/v1/files/" + id + "/content"));
        assertEquals(
                latest, intake.json("/reports/latest/data/summary.json").longValue("files", -1));
    }

    private static String rules(String text) throws Exception {
        var repository = Cluster.shared().repository();
        repository.write(intake.path("rules.yaml"), text);
        return repository.commit("Change the rules");
    }
}
