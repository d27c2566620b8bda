package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The page is there all the time, for those who ask while it is rolled out too. */
@OnCluster
class RolloutTest {
    @Test
    void aThousandPollsOverThreeRolloutsAreAllAnswered() throws Exception {
        var cluster = Cluster.shared();
        try (var intake = Intake.deployed(cluster, "rollout");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var script = """
                    failed=0
                    for i in $(seq 1000); do
                      timeout 5 bash -c "exec 3<>/dev/tcp/%s/8080
                        printf 'GET /api/v1/summary HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3
                        head -c 12 <&3" 2>/dev/null | grep -q 'HTTP/1.1 200' || failed=$((failed + 1))
                      sleep 0.1
                    done
                    echo "$failed of 1000 failed"
                    """.formatted(intake.get("service/tallyman", "{.spec.clusterIP}"));
            var polls = threads.submit(() -> cluster.onTheNode("bash", "-c", script));

            for (int i = 0; i < 3; i++) {
                intake.kubectl("rollout", "restart", "deployment/tallyman-ui").ok();
                intake.kubectl("rollout", "status", "deployment/tallyman-ui", "--timeout=180s")
                        .ok();
            }

            assertEquals("0 of 1000 failed", polls.get().strip());
        }
    }
}
