package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Why a run does not go on, each reason made to happen: a Job of the template with one thing wrong.
 */
@OnCluster
class ReasonsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONTAINER = "/spec/template/spec/containers/0/";
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "reasons");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    /** A sweep's Job, changed by a JSON patch, as nobody but a test may make it. */
    private static void make(String name, String patch) throws Exception {
        String job = "tallyman-sweep-" + name;
        String template = intake.template("sweep", job);
        String changed = intake.patched(template, patch);
        intake.kubectl("create", "-f", "-").with(changed).ok();
    }

    private static JsonObject run(String name) throws Exception {
        return intake.runOf("tallyman-sweep-" + name);
    }

    private static void waits(String name, String patch, String reason, String inDetail) throws Exception {
        make(name, patch);
        try {
            String detail = Await.until(
                    name + " waits: " + reason,
                    PATIENCE,
                    () -> run(name).value("waiting").orElseThrow().toString(),
                    waiting -> waiting.contains("\"reason\":\"" + reason + "\""));
            assertTrue(detail.contains(inDetail), detail);
        } finally {
            intake.kubectl("delete", "job", "tallyman-sweep-" + name, "--wait=false")
                    .ok();
        }
        assertEquals(
                "cancelled",
                Await.until(
                        name + " ends with its Job",
                        PATIENCE,
                        () -> run(name).stringValue("state", ""),
                        state -> !state.equals("pending") && !state.equals("running")));
    }

    private static String set(String path, String value) {
        return "[{\"op\":\"add\",\"path\":\"" + path + "\",\"value\":" + value + "}]";
    }

    @Test
    void noNodeHasTheResource() throws Exception {
        waits(
                "unschedulable",
                set(CONTAINER + "resources/limits/example.com~1gpu", "\"1\""),
                "unschedulable: example.com/gpu",
                "lower the requests in Git");
    }

    @Test
    void theImageCannotBePulled() throws Exception {
        waits(
                "image",
                set(CONTAINER + "image", "\"localhost:1/nobody/nothing:none\""),
                "image cannot be pulled",
                "localhost:1/nobody/nothing:none");
    }

    @Test
    void theVolumeIsNotBound() throws Exception {
        waits(
                "volume",
                set(
                        "/spec/template/spec/volumes/0",
                        "{\"name\":\"other\",\"persistentVolumeClaim\":{\"claimName\":\"nobodys\"}}"),
                "volume not bound",
                "nobodys");
    }

    @Test
    void theConfigurationIsMissing() throws Exception {
        waits(
                "configuration",
                set(
                        CONTAINER + "env/-",
                        "{\"name\":\"X\",\"valueFrom\":{\"configMapKeyRef\":{\"name\":\"nobodys\",\"key\":\"x\"}}}"),
                "configuration missing",
                "nobodys");
    }

    @Test
    void theQuotaIsReached() throws Exception {
        waits("quota", set(CONTAINER + "resources/limits/memory", "\"64Gi\""), "quota reached", "exceeded quota");
    }

    @Test
    void admissionRefusesThePod() throws Exception {
        waits("admission", set("/spec/template/spec/hostNetwork", "true"), "admission refused", "PodSecurity");
    }

    @Test
    void thePodRunsOutOfMemory() throws Exception {
        waits(
                "memory",
                set(
                        CONTAINER + "resources",
                        "{\"requests\":{\"cpu\":\"10m\",\"memory\":\"16Mi\"},\"limits\":{\"memory\":\"16Mi\"}}"),
                "out of memory",
                "next attempt begins");
    }

    @Test
    void aFailedAttemptBacksOff() throws Exception {
        waits(
                "backoff",
                set(CONTAINER + "args", "[\"sweep\", \"--data\", \"/nowhere/at/all\"]"),
                "backing off",
                "exit 3");
    }

    @Test
    void wrongUsageFailsAtOnceAndIsSaidSo() throws Exception {
        make("usage", set(CONTAINER + "args", "[\"sweep\", \"--policy\", \"lifo\"]"));
        JsonObject run = ended("usage");
        assertEquals(2, run.intValue("exit", -1), run::toString);
        assertTrue(run.stringValue("message", "").contains("configuration"), run::toString);
        String log = intake.page("/api/v1/runs/" + run.stringValue("id", "") + "/log");
        assertTrue(log.contains("lifo"), log);
    }

    @Test
    void theDeadlinePasses() throws Exception {
        make(
                "deadline",
                "[{\"op\":\"replace\",\"path\":\"/spec/activeDeadlineSeconds\",\"value\":2},"
                        + "{\"op\":\"add\",\"path\":\"/spec/template/spec/nodeSelector\",\"value\":{\"no\":\"where\"}}]");
        JsonObject run = ended("deadline");
        assertTrue(run.stringValue("message", "").contains("deadline"), run::toString);
    }

    private static JsonObject ended(String name) throws Exception {
        return Await.until(
                name + " ends",
                PATIENCE,
                () -> run(name),
                run -> run.stringValue("state", "").equals("failed"));
    }

    @Test
    void anEvictedPodIsSaidToBe() throws Exception {
        // Any image of the cluster that has a sleep, which as a first process ignores SIGTERM.
        String image = Cluster.shared()
                .kubectl(
                        "-n",
                        "gitops",
                        "get",
                        "deployment/git",
                        "-o",
                        "jsonpath={.spec.template.spec.containers[0].image}")
                .ok();
        make(
                "evicted",
                "[{\"op\":\"replace\",\"path\":\""
                        + CONTAINER
                        + "image\",\"value\":\""
                        + image.strip()
                        + "\"},{\"op\":\"add\",\"path\":\""
                        + CONTAINER
                        + "command\",\"value\":[\"sleep\"]},{\"op\":\"replace\",\"path\":\""
                        + CONTAINER
                        + "args\",\"value\":[\"600\"]}]");
        String pod = Await.until(
                "its Pod runs",
                PATIENCE,
                () -> intake.kubectl(
                                "get",
                                "pods",
                                "-l",
                                "job-name=tallyman-sweep-evicted",
                                "--field-selector=status.phase=Running",
                                "-o",
                                "jsonpath={.items[*].metadata.name}")
                        .ok(),
                name -> !name.isBlank());
        intake.kubectl(
                        "create",
                        "--raw",
                        "/api/v1/namespaces/" + intake.namespace() + "/pods/" + pod + "/eviction",
                        "-f",
                        "-")
                .with("{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + pod + "\"}}")
                .ok();
        Await.until(
                "it waits: evicted",
                PATIENCE,
                () -> run("evicted").value("waiting").orElseThrow().toString(),
                waiting -> waiting.contains("\"reason\":\"evicted\""));
        intake.kubectl("delete", "job", "tallyman-sweep-evicted", "--wait=false")
                .ok();
    }
}
