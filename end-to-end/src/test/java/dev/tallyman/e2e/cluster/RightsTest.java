package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever holds the token of the UI can do with it: every attempt is made with it. */
class RightsTest {
    private static final String IMAGE =
            "\"image\": \"docker.io/tallyman/cronjob-processor:[^\"]*\"";

    @TempDir private static Path temp;
    private static Intake intake;
    private static Path token;

    @BeforeAll
    static void theTokenOfTheUi() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "rights");
        var cluster = Cluster.shared();
        token = temp.resolve("kubeconfig");
        Files.writeString(
                token, cluster.kubectl("config", "view", "--raw", "--minify", "--flatten").ok());
        var secret = intake.kubectl("create", "token", "tallyman-ui").ok().strip();
        asUi("config", "set-credentials", "ui", "--token", secret).ok();
        var config = Files.readString(token);
        Files.writeString(token, config.replaceFirst("(?m)^    user: .*$", "    user: ui"));
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    private static Tool.Outcome asUi(String... arguments) throws Exception {
        return asUiWith("", arguments);
    }

    private static Tool.Outcome asUiWith(String input, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(intake.kubectl().command().getFirst()));
        command.addAll(List.of("--kubeconfig", token.toString(), "-n", intake.namespace()));
        command.addAll(List.of(arguments));
        return Tool.run(Cluster.ROOT, Map.of(), input, command);
    }

    @Test
    void itStartsJobsFromTheTemplatesAndPausesSchedules() throws Exception {
        asUi("create", "job", "tallyman-sweep-1", "--from=cronjob/tallyman-sweep").ok();
        asUi("create", "job", "tallyman-report-1", "--from=cronjob/tallyman-report").ok();
        asUiWith(
                        changed("\"ownerReferences\"", "\"ownerReferences\"", "four", 4),
                        "create",
                        "-f",
                        "-")
                .ok();
        asUi("patch", "cronjob", "tallyman-sweep", "-p", "{\"spec\":{\"suspend\":true}}").ok();
        asUi("patch", "cronjob", "tallyman-sweep", "-p", "{\"spec\":{\"suspend\":false}}").ok();
        asUi("delete", "job", "tallyman-sweep-1", "tallyman-report-1", "four").ok();
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
        refused(asUi(attempt.split(" ")));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("another image", IMAGE, "\"image\": \"evil\""),
                Arguments.of("a command", IMAGE, "\"command\": [\"sh\"], $0"),
                Arguments.of("other arguments", "\"sweep\"\\s*\\]", "\"restore\" ]"),
                Arguments.of("another variable", "TALLYMAN_DATA", "JAVA_TOOL_OPTIONS"),
                Arguments.of("the UI's account", "\"tallyman-job\"", "\"tallyman-ui\""),
                Arguments.of(
                        "a token",
                        "\"automountServiceAccountToken\": false",
                        "\"automountServiceAccountToken\": true"),
                Arguments.of(
                        "the host's network", "\"restartPolicy\"", "\"hostNetwork\": true, $0"),
                Arguments.of(
                        "another volume",
                        "\"claimName\": \"tallyman-data\"",
                        "\"claimName\": \"other\""),
                Arguments.of(
                        "a writable root",
                        "\"readOnlyRootFilesystem\": true",
                        "\"readOnlyRootFilesystem\": false"),
                Arguments.of("more memory", "\"memory\": \"512Mi\"", "\"memory\": \"4Gi\""),
                Arguments.of("more attempts", "\"backoffLimit\": \\d+", "\"backoffLimit\": 100"),
                Arguments.of("no deadline", "\"activeDeadlineSeconds\": \\d+,", ""),
                Arguments.of(
                        "the labels of the UI",
                        "\"app.kubernetes.io/component\": \"job\"",
                        "$0, \"app\": \"x\""),
                Arguments.of(
                        "another owner",
                        "\"name\": \"tallyman-sweep\",\\s*\"uid\"",
                        "\"name\": \"tallyman-report\", \"uid\""),
                Arguments.of("an owner that is not there", "\"uid\": \"[^\"]*\"", "\"uid\": \"0\""),
                Arguments.of("no owner", "\"ownerReferences\": \\[[^\\]]*\\]", "\"labels\": {}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aJobThatDiffersFromItsTemplateIsRefused(String what, String from, String to)
            throws Exception {
        refused(asUiWith(changed(from, to, "evil", 1), "create", "-f", "-"));
    }

    @Test
    void aFifthPodIsRefused() throws Exception {
        refused(
                asUiWith(
                        changed("\"ownerReferences\"", "\"ownerReferences\"", "five", 5),
                        "create",
                        "-f",
                        "-"));
    }

    @Test
    void ofAJobItMayChangeNothingButParallelism() throws Exception {
        asUiWith(
                        changed("\"ownerReferences\"", "\"ownerReferences\"", "running", 1),
                        "create",
                        "-f",
                        "-")
                .ok();
        for (var patch :
                List.of(
                        "{\"spec\":{\"parallelism\":5}}",
                        "{\"spec\":{\"parallelism\":0}}",
                        "{\"spec\":{\"suspend\":true}}",
                        "{\"spec\":{\"activeDeadlineSeconds\":999999}}",
                        "{\"spec\":{\"backoffLimit\":100}}",
                        "{\"spec\":{\"ttlSecondsAfterFinished\":1}}",
                        "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}",
                        "{\"metadata\":{\"finalizers\":[\"a/b\"]}}",
                        "{\"metadata\":{\"ownerReferences\":null}}")) {
            refused(asUi("patch", "job", "running", "--type=merge", "-p", patch));
        }
        asUi("patch", "job", "running", "-p", "{\"spec\":{\"parallelism\":4}}").ok();
        asUi("delete", "job", "running").ok();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"spec\":{\"schedule\":\"* * * * *\"}}",
                "{\"spec\":{\"timeZone\":\"Europe/Berlin\"}}",
                "{\"spec\":{\"concurrencyPolicy\":\"Allow\"}}",
                "{\"spec\":{\"suspend\":true,\"startingDeadlineSeconds\":1}}",
                "{\"spec\":{\"jobTemplate\":{\"spec\":{\"backoffLimit\":0}}}}",
                "{\"spec\":{\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"sweep\",\"image\":\"evil\"}]}}}}}}",
                "{\"metadata\":{\"ownerReferences\":[]  ,\"finalizers\":[\"a/b\"]}}"
            })
    void ofACronJobItMayChangeNothingButSuspend(String patch) throws Exception {
        refused(asUi("patch", "cronjob", "tallyman-sweep", "-p", patch));
    }

    /** The Job that kubectl would make of the sweep's template, changed. */
    private static String changed(String from, String to, String name, int parallelism)
            throws Exception {
        var job =
                asUi(
                                "create",
                                "job",
                                name,
                                "--from=cronjob/tallyman-sweep",
                                "--dry-run=client",
                                "-o",
                                "json")
                        .ok();
        var changed =
                job.replaceFirst("(?s)" + from, to.replace("\\", "\\\\"))
                        .replaceFirst(
                                "\"backoffLimit\"",
                                "\"parallelism\": " + parallelism + ", \"backoffLimit\"");
        assertTrue(parallelism != 1 || !changed.equals(job), "nothing was changed");
        return changed;
    }

    private static void refused(Tool.Outcome attempt) {
        assertNotEquals(0, attempt.exit(), attempt.text());
        assertTrue(
                attempt.text().contains("orbidden")
                        || attempt.text().contains("ValidatingAdmissionPolicy 'tallyman-"),
                attempt.text());
    }
}
