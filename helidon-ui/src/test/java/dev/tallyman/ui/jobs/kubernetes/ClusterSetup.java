package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.runs.Run;
import dev.tallyman.rules.Rules;
import dev.tallyman.ui.jobs.RunnerSetup;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A namespace with two CronJobs, an index and a runner. The API server runs nothing: the test is
 * the controllers.
 */
public final class ClusterSetup implements AutoCloseable {
    public static final String NAMESPACE = "intake";

    public final RunnerSetup stage;
    public final ApiServer server;
    public final KubernetesClient client;
    public final KubernetesRunner runner;

    public ClusterSetup(Path data) throws IOException {
        stage = new RunnerSetup(data);
        server = new ApiServer(() -> stage.now);
        client = server.client();
        try (InputStream yaml = getClass().getResourceAsStream("cronjob.yaml")) {
            client.load(yaml).inNamespace(NAMESPACE).create();
        }
        runner = open();
        RunnerSetup.until(() -> runner.schedules().size() == 2);
    }

    /** A runner that has just begun to look. */
    KubernetesRunner open() {
        return KubernetesRunner.open(stage.index, server.client(), NAMESPACE, () -> Rules.DEFAULT, () -> stage.now);
    }

    public Run click(Run.Kind kind) {
        return runner.start(kind, Run.Trigger.CLICK, null, null).run();
    }

    public Job job(String name) {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get();
    }

    public List<Job> jobs() {
        return client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    public CronJob cronJob(String name) {
        return client.batch()
                .v1()
                .cronjobs()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    public void delete(String job) {
        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(job).delete();
    }

    public void end(String job, String type, String reason) {
        client.resource(job(job).edit()
                        .withNewStatus()
                        .addNewCondition()
                        .withType(type)
                        .withStatus("True")
                        .withReason(reason)
                        .withMessage("said the controller")
                        .withLastTransitionTime(stage.now.plusSeconds(5).toString())
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();
    }

    /** Makes a Job like another, under a name of its own. */
    public void copy(Job job, String name) {
        client.resource(job.edit()
                        .editMetadata()
                        .withName(name)
                        .withUid(null)
                        .withResourceVersion(null)
                        .endMetadata()
                        .withStatus(null)
                        .build())
                .inNamespace(NAMESPACE)
                .create();
    }

    public Run ended(Run run) {
        return stage.ended(run.id());
    }

    @Override
    public void close() {
        runner.close();
        stage.close();
        client.close();
        server.close();
    }
}
