package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pods that die, an API server that is gone, a volume that is full: nothing is lost, nothing done
 * twice.
 */
@OnCluster
class FaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static Intake intake;

    @BeforeAll
    static void deploy() throws Exception {
        intake = Intake.deployed(Cluster.shared(), "faults");
    }

    @AfterAll
    static void close() {
        if (intake != null) { // null where the tests are skipped
            intake.close();
        }
    }

    @Test
    void aKilledSweepIsTakenUpAgainAndEveryFileIsDone() throws Exception {
        upload("killed", 40);
        var pod = Await.until(
                "a sweep that the uploads started runs",
                PATIENCE,
                () -> {
                    upload("more", 1);
                    return intake.kubectl(
                                    "get",
                                    "pods",
                                    "-l",
                                    "app.kubernetes.io/name=tallyman-sweep",
                                    "--field-selector=status.phase=Running",
                                    "-o",
                                    "name")
                            .ok();
                },
                names -> !names.isBlank());
        intake.kubectl("delete", pod.lines().findFirst().orElseThrow(), "--grace-period=0", "--force")
                .ok();

        allClassified();
        everyFileRead(2); // once more, where it was being read when its reader died
    }

    @Test
    void scheduledManualAndParallelSweepsShareTheWork() throws Exception {
        upload("shared", 60);
        var first = intake.start("sweep");
        var second = intake.start("sweep");
        upload("late", 5);
        var third = intake.start("sweep");

        for (var job : List.of(first, second, third)) {
            assertTrue(intake.ended(job).contains("Complete"), job);
        }
        allClassified();
        everyFileRead(1);
    }

    @Test
    void allPodsDeletedAtOnceComeBackWithEverything() throws Exception {
        upload("deleted", 20);
        var files = intake.count("files");
        intake.start("sweep");
        intake.kubectl("delete", "pods", "--all", "--grace-period=0", "--force").run();
        intake.disconnect();
        intake.healthy();

        intake.run("sweep");
        assertEquals(files, intake.count("files"));
        allClassified();
        everyFileRead(2);
    }

    @Test
    void withoutAnApiServerThePageServesAndTakesFilesIn() throws Exception {
        var address = intake.get("service/tallyman", "{.spec.clusterIP}");
        var cluster = Cluster.shared();
        var pid = cluster.onTheNode("pidof", "kube-apiserver").strip();
        cluster.onTheNode("bash", "-c", "kill -STOP " + pid);
        try {
            var answer = cluster.onTheNode(
                    "timeout",
                    "30",
                    "bash",
                    "-c",
                    "exec 3<>/dev/tcp/"
                            + address
                            + "/8080; printf 'PUT /api/v1/files/by-path/api-gone.txt HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\nContent-Length: 4\\r\\n\\r\\ngone' >&3; cat <&3");
            assertTrue(answer.startsWith("HTTP/1.1 201"), answer);
            cluster.onTheNode("sleep", "30");
        } finally {
            cluster.onTheNode("bash", "-c", "kill -CONT " + pid);
        }
        intake.disconnect();

        Await.until(
                "the API server answers",
                PATIENCE,
                () -> intake.kubectl("get", "pods").run().exit(),
                exit -> exit == 0);
        intake.healthy();
        intake.run("sweep");
        allClassified();
        everyFileRead(2);
    }

    @Test
    void aFullVolumeRefusesUploadsAndGoesOnWhenThereIsSpace() throws Exception {
        var cluster = Cluster.shared();
        cluster.onTheNode(
                "sh",
                "-c",
                "mkdir -p /var/lib/rancher/k3s/small && mount -t tmpfs -o size=24m,mode=0777 small /var/lib/rancher/k3s/small");
        cluster.kubectl("apply", "-f", "-").with("""
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata: {name: small}
                        spec:
                          capacity: {storage: 1Gi}
                          accessModes: [ReadWriteOnce]
                          storageClassName: small
                          hostPath: {path: /var/lib/rancher/k3s/small}
                        """).ok();
        try (var small = Intake.deployed(cluster, "full", """
                        - target: {kind: PersistentVolumeClaim}
                          patch: |-
                            - {op: add, path: /spec/storageClassName, value: small}
                        """)) {
            int status = 201;
            String last = "";
            for (int i = 0; i < 40 && status == 201; i++) {
                var answer = small.send("PUT", "/api/v1/files/by-path/fill-" + i, new byte[1 << 20]);
                status = answer.statusCode();
                last = status == 201 ? answer.body().replaceFirst("(?s).*?\"id\":\"(\\w+)\".*", "$1") : last;
            }
            assertEquals(507, status);

            assertEquals(
                    204,
                    small.send("DELETE", "/api/v1/files/" + last, new byte[0]).statusCode());
            assertEquals(
                    204,
                    small.send("DELETE", "/api/v1/trash/" + last, new byte[0]).statusCode());
            small.upload("again.txt", "again".getBytes(UTF_8));
            small.run("sweep");
            assertEquals(0, small.inState("received"));
        }
    }

    private static void upload(String folder, int files) throws Exception {
        for (int i = 0; i < files; i++) {
            intake.upload(folder + "/" + i + ".txt", (folder + i).getBytes(UTF_8));
        }
    }

    private static void allClassified() throws Exception {
        Await.until(
                "every file is classified",
                PATIENCE,
                () -> intake.inState("classified") + " of " + intake.count("files"),
                numbers -> numbers.matches("(\\d+) of \\1"));
    }

    private static void everyFileRead(int atMost) throws Exception {
        var files = intake.json("/api/v1/files?limit=1000").arrayValue("items").orElseThrow();
        for (var file : files.values()) {
            var attempts = file.asObject().longValue("attempts", -1);
            assertTrue(attempts >= 1 && attempts <= atMost, file::toString);
        }
    }
}
