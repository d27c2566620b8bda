package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.ui.jobs.Addition;
import dev.tallyman.ui.jobs.Agenda;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks now and then for what was added to the deployment beside Git: in the Deployments, the
 * NetworkPolicies and the CronJobs of the namespace.
 */
final class TemplateDrift implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;
    private final ClusterState clusterState;
    private final Agenda agenda = new Agenda("drift");
    private volatile List<Addition> found = List.of();
    private boolean failed;

    TemplateDrift(KubernetesClient client, String namespace, ClusterState clusterState) {
        this.client = client;
        this.namespace = namespace;
        this.clusterState = clusterState;
    }

    void start() {
        agenda.every(PAUSE, this::look);
    }

    /** What the last look found. */
    List<Addition> found() {
        return found;
    }

    private void look() {
        try {
            List<HasMetadata> live = new ArrayList<>(clusterState.cronJobs());
            live.addAll(
                    client.apps().deployments().inNamespace(namespace).list().getItems());
            live.addAll(client.network()
                    .v1()
                    .networkPolicies()
                    .inNamespace(namespace)
                    .list()
                    .getItems());
            List<Addition> now = ManagedFields.additions(live);
            failed = false;
            if (!now.equals(found)) {
                found = now;
                clusterState.changed();
            }
        } catch (KubernetesClientException e) {
            // Logged once: while the right to look is missing it is so each time.
            if (!failed) {
                failed = true;
                throw ClusterApi.unavailable(e);
            }
        }
    }

    @Override
    public void close() {
        agenda.close();
    }
}
