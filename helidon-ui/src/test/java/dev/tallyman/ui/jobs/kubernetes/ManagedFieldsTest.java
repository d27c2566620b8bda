package dev.tallyman.ui.jobs.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tallyman.ui.jobs.Addition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {
    private static Deployment deployment() throws Exception {
        try (InputStream yaml = ManagedFieldsTest.class.getResourceAsStream("deployment.yaml")) {
            return Serialization.unmarshal(yaml, Deployment.class);
        }
    }

    private static <T> T managed(Class<T> type, String kind, String name, String git, String other) {
        return Serialization.unmarshal("""
                kind: %s
                metadata:
                  name: %s
                  managedFields:
                  - {manager: argocd-controller, operation: Apply, fieldsV1: {"f:spec": %s}}
                  - {manager: kubectl-patch, operation: Update, fieldsV1: {"f:spec": %s}}
                """.formatted(kind, name, git, other), type);
    }

    private static List<String> fields(HasMetadata... live) {
        return ManagedFields.additions(List.of(live)).stream()
                .map(addition -> addition.object() + " " + addition.field())
                .toList();
    }

    @Test
    void aContainerAndAVariableThatSomebodyAddedAreNamedByTheirTopmostField() throws Exception {
        assertEquals(
                List.of(
                        new Addition(
                                "Deployment tallyman-ui",
                                "spec.template.spec.containers[name=ui].env",
                                "kubectl-edit",
                                Instant.parse("2026-03-01T11:58:00Z")),
                        new Addition(
                                "Deployment tallyman-ui",
                                "spec.template.spec.containers[name=sidecar]",
                                "kubectl-edit",
                                Instant.parse("2026-03-01T11:58:00Z"))),
                ManagedFields.additions(List.of(deployment())));
    }

    @Test
    void aRuleThatOpensWhatGitKeepsClosedIsAnAddition() {
        assertEquals(
                List.of("NetworkPolicy tallyman-deny-all spec.ingress"),
                fields(managed(
                        NetworkPolicy.class,
                        "NetworkPolicy",
                        "tallyman-deny-all",
                        "{f:podSelector: {}, f:policyTypes: {}}",
                        "{f:ingress: {}}")));
    }

    @Test
    void aWholeObjectThatGitDoesNotHaveIsAnAddition() throws Exception {
        NetworkPolicy opened = Serialization.unmarshal("""
                        kind: NetworkPolicy
                        metadata:
                          name: open
                          managedFields:
                          - {manager: kubectl-create, operation: Update, fieldsV1: {"f:spec": {}}}
                        """, NetworkPolicy.class);

        assertEquals("NetworkPolicy open null", fields(deployment(), opened).getLast());
    }

    @Test
    void aPausedScheduleIsNone() {
        assertEquals(
                List.of(),
                fields(managed(CronJob.class, "CronJob", "tallyman-sweep", "{f:schedule: {}}", "{f:suspend: {}}")));
    }

    @Test
    void whatGitOwnsTooIsNone() {
        assertEquals(
                List.of(),
                fields(managed(
                        CronJob.class,
                        "CronJob",
                        "tallyman-sweep",
                        "{f:schedule: {}, f:jobTemplate: {f:spec: {f:backoffLimit: {}}}}",
                        "{f:jobTemplate: {f:spec: {f:backoffLimit: {}}}}")));
    }

    @Test
    void withoutArgoCdNobodySaysWhatOughtToBe() throws Exception {
        Deployment byHand = deployment();
        byHand.getMetadata().getManagedFields().removeFirst();

        assertEquals(List.of(), ManagedFields.additions(List.of(byHand)));
    }
}
