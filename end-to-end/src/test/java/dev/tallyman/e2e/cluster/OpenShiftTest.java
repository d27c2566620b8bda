package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** As OpenShift would run it: as a user that it picks for the namespace, and without an fsGroup. */
@OnCluster
class OpenShiftTest {
    private static final String ANY_USER = """
            - target: {kind: Deployment}
              patch: |-
                - {op: add, path: /spec/template/spec/securityContext/runAsUser, value: 1000680000}
            - target: {kind: CronJob}
              patch: |-
                - {op: add, path: /spec/jobTemplate/spec/template/spec/securityContext/runAsUser, value: 1000680000}
            components: [../../gitops/components/openshift]
            """;

    @Test
    void theChainRunsAsAUserThatNobodyHasHeardOf() throws Exception {
        try (var intake = Intake.deployed(Cluster.shared(), "openshift", ANY_USER)) {
            var id = intake.upload("letter.txt", "Dear all,\n".getBytes(UTF_8));
            intake.run("sweep");
            intake.run("report");
            intake.run("housekeeping");

            assertEquals("classified", intake.json("/api/v1/files/" + id).stringValue("state", ""));
            assertEquals(200, intake.status("/reports/latest/"));
        }
    }
}
