package dev.tallyman.e2e.cluster;

import static dev.tallyman.e2e.cluster.Token.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A Job that the UI's token makes is the template in Git, whole, but for what is listed. */
@OnCluster
class TemplatesTest {
    private static final String POD = "/spec/template/spec/";
    private static final String CONTAINER = POD + "containers/0/";
    private static final String OWNER = "/metadata/ownerReferences/0/";

    @TempDir
    private static Path temp;

    private static Intake intake;
    private static Token token;

    @BeforeAll
    static void theTokenOfTheUi() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "templates");
        token = Token.of(intake, temp);
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    /** What the UI really sends for a sweep that several Pods share. */
    private static String shared(int pods) {
        return "{op: add, path: /spec/parallelism, value: " + pods + "}";
    }

    @ParameterizedTest
    @CsvSource({"sweep, 1", "sweep, 4"})
    void aSweepMayBeSharedByUpToFourPods(String kind, int pods) throws Exception {
        attempt(kind, shared(pods)).ok();
    }

    @ParameterizedTest
    @CsvSource({"sweep, 0", "sweep, 5", "report, 2", "housekeeping, 2"})
    void andByNoMoreAndNothingElseByTwo(String kind, int pods) throws Exception {
        refused(attempt(kind, shared(pods)));
    }

    @Test
    void aRequestMayAddAnnotationsOfItsOwn() throws Exception {
        attempt("sweep", "{op: add, path: /metadata/annotations/tallyman.dev~1for, value: x}")
                .ok();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("another image", add(CONTAINER + "image", "evil")),
                change("a command", add(CONTAINER + "command", "[sh]")),
                change("other arguments", add(CONTAINER + "args", "[restore]")),
                change("another variable", add(CONTAINER + "env/0/name", "JAVA_TOOL_OPTIONS")),
                change("a hook", add(CONTAINER + "lifecycle", "{preStop: {sleep: {seconds: 9}}}")),
                change("a second container", add(POD + "containers/-", "{name: a, image: b}")),
                change("a first container", add(POD + "initContainers", "[{name: a, image: b}]")),
                change("the UI's account", add(POD + "serviceAccountName", "tallyman-ui")),
                change("a token", add(POD + "automountServiceAccountToken", "true")),
                change("the host's network", add(POD + "hostNetwork", "true")),
                change("another place", add(POD + "nodeName", "other")),
                change("priority", add(POD + "priorityClassName", "system-node-critical")),
                change("another volume", add(POD + "volumes/0/persistentVolumeClaim/claimName", "a")),
                change("a writable root", add(CONTAINER + "securityContext/readOnlyRootFilesystem", "false")),
                change("more memory", add(CONTAINER + "resources/limits/memory", "4Gi")),
                change("more attempts", add("/spec/backoffLimit", "100")),
                change("no deadline", "{op: remove, path: /spec/activeDeadlineSeconds}"),
                change("no end of it", "{op: remove, path: /spec/ttlSecondsAfterFinished}"),
                change("another controller", add("/spec/managedBy", "example.com/mine")),
                change("many Pods after each other", add("/spec/completions", "5")),
                change("numbered Pods", add("/spec/completionMode", "Indexed")),
                change(
                        "attempts for each number",
                        add("/spec/completionMode", "Indexed") + ", " + add("/spec/backoffLimitPerIndex", "3")),
                change("waiting for nobody", add("/spec/suspend", "true")),
                change("a queue", add("/metadata/labels/kueue.x-k8s.io~1queue-name", "other")),
                change("Argo CD's mark", add("/metadata/annotations/argocd.argoproj.io~1tracking-id", "x")),
                change("a Job that never goes", add("/metadata/finalizers", "[a/b]")),
                change("a Pod that never goes", add("/spec/template/metadata/finalizers", "[a/b]")),
                change(
                        "a Pod of somebody else",
                        add(
                                "/spec/template/metadata/ownerReferences",
                                "[{apiVersion: v1, kind: ConfigMap, name: a, uid: a}]")),
                change("an annotation of its Pods", add("/spec/template/metadata/annotations", "{a: b}")),
                change("a label of its Pods", add("/spec/template/metadata/labels/a", "b")),
                change("a name that comes later", add("/metadata/generateName", "evil-")),
                change("another owner", add(OWNER + "name", "tallyman-report")),
                change("an owner that is not there", add(OWNER + "uid", "a")),
                change("an owner that does not control", add(OWNER + "controller", "false")),
                change("an owner that cannot go", add(OWNER + "blockOwnerDeletion", "true")),
                change("no owner", "{op: remove, path: /metadata/ownerReferences}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void aJobThatDiffersFromItsTemplateIsRefused(String what, String patch) throws Exception {
        refused(attempt("sweep", patch));
    }

    private static Arguments change(String what, String patch) {
        return Arguments.of(what, patch);
    }

    private static String add(String path, String value) {
        return "{op: add, path: " + path + ", value: " + value + "}";
    }

    /** The Job that kubectl would make of a template, changed; nothing is kept of it. */
    private static Tool.Outcome attempt(String kind, String patch) throws Exception {
        var job = intake.template(kind, "attempt");
        var changed = intake.patched(job, "[" + patch + "]");
        assertNotEquals(job, changed, "nothing was changed");
        return token.with(changed, "create", "--dry-run=server", "-f", "-");
    }

    /** As Kueue's webhook and controller would do it, which are not here. */
    @Test
    void aJobOfATemplateWithAQueueWaitsForKueueAndThenRuns() throws Exception {
        intake.changed("""
                - target: {kind: CronJob, name: tallyman-report}
                  patch: |-
                    - {op: add, path: /spec/jobTemplate/metadata/labels/kueue.x-k8s.io~1queue-name, value: intake}
                """);
        var waits = add("/spec/suspend", "true");
        var other = add("/metadata/labels/kueue.x-k8s.io~1queue-name", "other");
        refused(attempt("report", waits + ", " + other));

        var queued = intake.patched(intake.template("report", "queued"), "[" + waits + "]");
        token.create(queued).ok();
        assertEquals("true", intake.get("job/queued", "{.spec.suspend}"));
        intake.kubectl("patch", "job/queued", "-p", "{\"spec\":{\"suspend\":false}}")
                .ok();

        assertTrue(intake.ended("queued").contains("Complete"));
    }
}
