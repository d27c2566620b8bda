package dev.tallyman.ui.jobs.kubernetes;

import dev.tallyman.index.catalog.Totals;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.jobs.JobRunner;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the Kubernetes API, in one namespace. Pod specs come from the CronJobs and never
 * from here.
 */
final class ClusterApi {
    /** Before the kind's name in the names of CronJobs and Jobs. */
    static final String PREFIX = "tallyman-";

    private static final int CONFLICT = 409;

    // What one Pod does while another starts: below that a second one would come too late.
    private static final long FILES_PER_POD = 5_000;
    private static final long BYTES_PER_POD = 4L << 30;

    private final KubernetesClient client;
    private final String namespace;

    ClusterApi(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** How many Pods a backlog is worth. */
    static int pods(Totals.Count backlog, int ceiling) {
        long wanted = Math.max(backlog.files() / FILES_PER_POD, backlog.bytes() / BYTES_PER_POD);
        return Math.clamp(Math.min(wanted, backlog.files()), 1, ceiling);
    }

    /** The CronJob of this kind as it is now: its template and its schedule. */
    CronJob cronJob(Run.Kind kind) {
        String name = PREFIX + kind.label();
        CronJob found = ask(() -> client.batch()
                .v1()
                .cronjobs()
                .inNamespace(namespace)
                .withName(name)
                .get());
        if (found == null) {
            throw new JobRunner.Unavailable("There is no CronJob “"
                    + name
                    + "” in the namespace "
                    + namespace
                    + ". Argo CD brings it back: look at the Application.");
        }
        return found;
    }

    /**
     * Makes a Job of the template, as {@code kubectl create job --from} does.
     *
     * @param pods for work that Pods share: it may be given more of them later, see {@link #share};
     *     null for work of one
     * @return false when there is one of that name already
     */
    boolean create(CronJob cronJob, String name, @Nullable Integer pods) {
        Job job = job(cronJob, name, pods);
        try {
            client.batch().v1().jobs().inNamespace(namespace).resource(job).create();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
                return false;
            }
            throw unavailable(e);
        }
    }

    private Job job(CronJob cronJob, String name, @Nullable Integer pods) {
        JobTemplateSpec template = cronJob.getSpec().getJobTemplate();
        Map<String, String> annotations = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        if (template.getMetadata() != null) {
            annotations.putAll(template.getMetadata().getAnnotations());
            labels.putAll(template.getMetadata().getLabels());
        }
        annotations.put("cronjob.kubernetes.io/instantiate", "manual");
        JobSpecBuilder spec = new JobSpecBuilder(template.getSpec());
        if (pods != null) {
            spec.withParallelism(pods);
        }
        // Without blockOwnerDeletion, which would need a right to the CronJob's finalizers.
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(annotations)
                .addNewOwnerReference()
                .withApiVersion("batch/v1")
                .withKind("CronJob")
                .withName(cronJob.getMetadata().getName())
                .withUid(cronJob.getMetadata().getUid())
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withSpec(spec.build())
                .build();
    }

    /** Has more Pods share the work of a Job: nothing else of it is changed, ever. */
    void share(String job, int pods) {
        String patch = "{\"spec\":{\"parallelism\":" + pods + "}}";
        ask(() -> client.batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(job)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Deletes a Job with its Pods, which get the time that they have to end. */
    void delete(String job) {
        ask(() ->
                client.batch().v1().jobs().inNamespace(namespace).withName(job).delete());
    }

    /** Pauses or resumes the schedule: nothing else of a CronJob is changed, ever. */
    void suspend(Run.Kind kind, boolean suspend) {
        String patch = suspend ? "{\"spec\":{\"suspend\":true}}" : "{\"spec\":{\"suspend\":false}}";
        ask(() -> client.batch()
                .v1()
                .cronjobs()
                .inNamespace(namespace)
                .withName(PREFIX + kind.label())
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** What a Pod has logged. */
    String log(String pod) {
        return ask(() -> String.valueOf(
                client.pods().inNamespace(namespace).withName(pod).getLog()));
    }

    private static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw unavailable(e);
        }
    }

    static JobRunner.Unavailable unavailable(KubernetesClientException e) {
        return new JobRunner.Unavailable(ApiRefusal.of(e).map(ApiRefusal::words).orElse(UNREACHABLE), e);
    }

    /** Said when the API server does not answer. */
    static final String UNREACHABLE =
            "The Kubernetes API cannot be reached: runs cannot be started, stopped or paused until it"
                    + " is back. Uploads, search and reports go on.";
}
