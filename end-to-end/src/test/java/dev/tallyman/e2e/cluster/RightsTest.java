package dev.tallyman.e2e.cluster;

import static dev.tallyman.e2e.cluster.Token.refused;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever holds the token of the UI can do with it: every attempt is made with it. */
@OnCluster
class RightsTest {
    @TempDir
    private static Path temp;

    private static Intake intake;
    private static Token token;

    @BeforeAll
    static void theTokenOfTheUi() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "rights");
        token = Token.of(intake, temp);
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void itStartsJobsFromTheTemplatesAndPausesSchedules() throws Exception {
        token.run("create", "job", "tallyman-sweep-1", "--from=cronjob/tallyman-sweep")
                .ok();
        token.run("create", "job", "tallyman-report-1", "--from=cronjob/tallyman-report")
                .ok();
        token.merge("cronjob/tallyman-sweep", "{\"spec\":{\"suspend\":true}}").ok();
        token.merge("cronjob/tallyman-sweep", "{\"spec\":{\"suspend\":false}}").ok();
        token.run("delete", "job", "tallyman-sweep-1", "tallyman-report-1").ok();
    }

    @Test
    void jobsOfOtherNamespacesAreNoneOfThePoliciesBusiness() throws Exception {
        Cluster.shared()
                .kubectl("-n", "default", "create", "job", "other", "--image=x", "--dry-run=server")
                .ok();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get secrets",
                "get secrets -A",
                "get configmaps",
                "get pods -n kube-system",
                "get jobs -n argocd",
                "exec deploy/tallyman-ui -- id",
                "run evil --image=evil",
                "create deployment evil --image=evil",
                "create token tallyman-ui",
                "create rolebinding evil --clusterrole=admin --serviceaccount=default:default",
                "label namespace --all pod-security.kubernetes.io/enforce=privileged --overwrite",
                "delete cronjob tallyman-sweep",
                "delete pvc tallyman-data",
                "delete pod -l app.kubernetes.io/name=tallyman-ui",
                "scale deploy/tallyman-ui --replicas=0",
                "create job evil --image=evil",
                "create cronjob evil --image=evil --schedule=@daily",
                "label cronjob tallyman-sweep evil=yes",
                "annotate cronjob tallyman-sweep evil=yes"
            })
    void itMayNot(String attempt) throws Exception {
        refused(token.run(attempt.split(" ")));
    }

    @Test
    void ofAJobThatRunsItMayChangeNothingButParallelismOfASweep() throws Exception {
        token.run("create", "job", "running", "--from=cronjob/tallyman-sweep").ok();
        for (var patch : List.of(
                "{\"spec\":{\"parallelism\":5}}",
                "{\"spec\":{\"parallelism\":0}}",
                "{\"spec\":{\"suspend\":true}}",
                "{\"spec\":{\"activeDeadlineSeconds\":999999}}",
                "{\"spec\":{\"backoffLimit\":100}}",
                "{\"spec\":{\"ttlSecondsAfterFinished\":1}}",
                "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}",
                "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}",
                "{\"metadata\":{\"finalizers\":[\"a/b\"]}}",
                "{\"metadata\":{\"ownerReferences\":null}}")) {
            refused(token.merge("job/running", patch));
        }
        token.merge("job/running", "{\"spec\":{\"parallelism\":4}}").ok();
        token.run("delete", "job", "running").ok();

        token.run("create", "job", "rendering", "--from=cronjob/tallyman-report")
                .ok();
        refused(token.merge("job/rendering", "{\"spec\":{\"parallelism\":2}}"));
        token.run("delete", "job", "rendering", "--cascade=foreground").ok();
    }

    @Test
    void jobsThatAreNotTallymansItNeitherChangesNorEnds() throws Exception {
        intake.kubectl("create", "job", "foreign", "--image=none").ok();
        intake.kubectl("create", "cronjob", "another", "--image=none", "--schedule=@yearly")
                .ok();
        intake.kubectl("create", "job", "guest", "--from=cronjob/another").ok();
        for (var job : List.of("foreign", "guest")) {
            refused(token.merge("job/" + job, "{\"spec\":{\"parallelism\":2}}"));
            refused(token.merge("job/" + job, "{\"spec\":{\"podReplacementPolicy\":\"Failed\"}}"));
            refused(token.merge("job/" + job, "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}"));
            refused(token.run("delete", "job", job));
            intake.kubectl("delete", "job", job).ok();
        }
        intake.kubectl("delete", "cronjob", "another").ok();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spec\":{\"schedule\":\"* * * * *\"}}",
                "{\"spec\":{\"timeZone\":\"Europe/Berlin\"}}",
                "{\"spec\":{\"concurrencyPolicy\":\"Allow\"}}",
                "{\"spec\":{\"suspend\":true,\"startingDeadlineSeconds\":11}}",
                "{\"spec\":{\"jobTemplate\":{\"spec\":{\"backoffLimit\":0}}}}",
                "{\"spec\":{\"jobTemplate\":{\"metadata\":{\"labels\":{\"a\":\"b\"}}}}}",
                "{\"spec\":{\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"sweep\",\"image\":\"evil\"}]}}}}}}",
                "{\"metadata\":{\"finalizers\":[\"a/b\"]}}"
            })
    void ofACronJobItMayChangeNothingButSuspend(String patch) throws Exception {
        refused(token.merge("cronjob/tallyman-sweep", patch));
    }
}
