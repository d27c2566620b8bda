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
 * Pods that die, a volume that is full: nothing is lost, nothing done twice.
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
        intake.upload("killed", 40);
        var pod = Await.until(
                "a sweep that the uploads started runs",
                PATIENCE,
                () -> {
                    intake.upload("more", 1);
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

        intake.allClassified(PATIENCE);
        intake.everyFileRead(2); // once more, where it was being read when its reader died
    }

    @Test
    void scheduledManualAndParallelSweepsShareTheWork() throws Exception {
        intake.upload("shared", 60);
        var first = intake.start("sweep");
        var second = intake.start("sweep");
        intake.upload("late", 5);
        var third = intake.start("sweep");

        for (var job : List.of(first, second, third)) {
            assertTrue(intake.ended(job).contains("Complete"), job);
        }
        intake.allClassified(PATIENCE);
        intake.everyFileRead(1);
    }

    @Test
    void allPodsDeletedAtOnceComeBackWithEverything() throws Exception {
        intake.upload("deleted", 20);
        var files = intake.count("files");
        intake.start("sweep");
        intake.kubectl("delete", "pods", "--all", "--grace-period=0", "--force").run();
        intake.disconnect();
        intake.healthy();

        intake.run("sweep");
        assertEquals(files, intake.count("files"));
        intake.allClassified(PATIENCE);
        intake.everyFileRead(2);
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
}
