package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An API server that answers nobody for a while: the page serves, and no file is lost. */
@AloneOnCluster
@Order(1) // before anybody else needs the cluster
class ApiServerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void withoutAnApiServerThePageServesAndTakesFilesIn() throws Exception {
        var cluster = Cluster.shared();
        try (var intake = Intake.deployed(cluster, "apiserver")) {
            var address = intake.get("service/tallyman", "{.spec.clusterIP}");
            intake.upload("before", 20);
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
            intake.allClassified(PATIENCE);
            intake.everyFileRead(2);
        }
    }
}
