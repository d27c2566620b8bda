package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Git decides: what drifts comes back, what is committed arrives, what is broken harms nobody. */
@AloneOnCluster
class GitOpsTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "gitops", """
                        - target: {kind: Deployment}
                          patch: |-
                            - {op: replace, path: /spec/progressDeadlineSeconds, value: 45}
                        """);
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
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
        intake.kubectl("set", "resources", "deployment/tallyman-ui", "--limits=memory=600Mi")
                .ok();

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
        Await.until("the limit is back", SOON, () -> intake.get("deployment/tallyman-ui", limit), "512Mi"::equals);
        intake.healthy();
    }

    @Test
    void aPausedScheduleStaysPausedThroughASync() throws Exception {
        intake.kubectl("patch", "cronjob", "tallyman-housekeeping", "-p", "{\"spec\":{\"suspend\":true}}")
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
                List.of(intake.application("{.status.resources[*].kind}").split(" "))
                        .contains("Job"),
                "a Job is a resource of the Application");
    }

    @Test
    void aCommittedRuleReachesTheNextJobAndTheUiWithoutARestart() throws Exception {
        var pod = Await.until(
                "one Pod serves, the one of an earlier state is gone",
                SOON,
                GitOpsTest::pods,
                names -> !names.isEmpty() && !names.contains(" "));
        var before =
                intake.kubectl("logs", "job/" + intake.run("sweep")).ok().replaceFirst("(?s).*rules (\\S+).*", "$1");

        intake.synced(rules("categories: {extensions: {tally: document}}\n"));
        var after = Await.until(
                "a Job has the new rules",
                Duration.ofMinutes(3),
                () -> intake.kubectl("logs", "job/" + intake.run("sweep"))
                        .ok()
                        .replaceFirst("(?s).*rules (\\S+).*", "$1"),
                version -> !version.equals(before));

        assertNotEquals(before, after);
        assertEquals(pod, pods());
    }

    // The names of the UI's Pods, with a space between them.
    private static String pods() throws Exception {
        return intake.get(
                "pods", "{.items[?(@.metadata.labels.app\\.kubernetes\\.io/name==\"tallyman-ui\")].metadata.name}");
    }

    @Test
    void aBrokenImageLeavesTheOldPageServingAndARevertMendsIt() throws Exception {
        var id = intake.upload("before.txt", "before".getBytes(UTF_8));
        var broken = """
                - target: {kind: Deployment}
                  patch: |-
                    - {op: replace, path: /spec/template/spec/containers/0/image, value: "no-such:1"}
                """;

        whileBroken(text -> text + broken, commit -> {
            intake.synced(commit);
            Await.until("it is said", SOON, intake::state, "Synced Degraded"::equals);
            var why = intake.get("deployment/tallyman-ui", "{.status.conditions}");
            assertTrue(why.contains("timed out progressing"), why);
            assertEquals(200, intake.status("/api/v1/files/" + id));
        });
    }

    @Test
    void aCommitThatIsNoManifestIsToldAndChangesNothing() throws Exception {
        whileBroken(text -> text.replace("resources:", "resauces:"), commit -> {
            intake.refresh();
            Await.until(
                    "the Application says why",
                    SOON,
                    () -> intake.application("{.status.conditions[*].message}"),
                    why -> why.contains("resauces"));
            assertEquals(200, intake.status("/api/v1/summary"));
        });
    }

    /** Looks at what happens while a change to the kustomization is committed, then reverts it. */
    private static void whileBroken(UnaryOperator<String> change, Look look) throws Exception {
        var repository = intake.repository();
        var file = intake.path("kustomization.yaml");
        repository.write(file, change.apply(repository.read(file)));
        var commit = repository.commit("Break something");
        try {
            look.at(commit);
        } finally {
            intake.synced(repository.revert()).healthy();
        }
    }

    private interface Look {
        void at(String commit) throws Exception;
    }

    @Test
    void anApplicationDeletedAndInstalledAgainLosesNothing() throws Exception {
        var id = intake.upload("kept/file.txt", "kept".getBytes(UTF_8));
        intake.run("sweep");
        intake.run("report");
        var files = intake.count("files");
        var latest = intake.json("/reports/latest/data/summary.json").longValue("files", -1);

        intake.takenDown();
        intake.disconnect();
        intake.install();
        Await.until("the Application is back", Duration.ofMinutes(3), intake::state, "Synced Healthy"::equals);

        assertEquals(files, intake.count("files"));
        assertEquals("classified", intake.json("/api/v1/files/" + id).stringValue("state", ""));
        assertEquals("kept", intake.page("/api/v1/files/" + id + "/content"));
        assertEquals(latest, intake.json("/reports/latest/data/summary.json").longValue("files", -1));
    }

    private static String rules(String text) throws Exception {
        var repository = intake.repository();
        repository.write(intake.path("rules.yaml"), text);
        return repository.commit("Change the rules");
    }
}
