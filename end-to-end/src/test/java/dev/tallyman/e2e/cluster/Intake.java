package dev.tallyman.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tallyman in a namespace of its own, deployed by Argo CD from Git; its schedules fire only when a
 * test says so.
 */
final class Intake extends Front implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final AtomicInteger JOBS = new AtomicInteger();

    // Long enough to read better apart from its use.
    @SuppressWarnings("InlineFormatString")
    private static final String KUSTOMIZATION = """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: %s
            resources: [../../gitops/overlays/minikube]
            configMapGenerator:
            - {name: tallyman-rules, behavior: replace, files: [rules.yaml], options: {disableNameSuffixHash: true}}
            patches:
            - target: {kind: CronJob}
              patch: |-
                - {op: replace, path: /spec/schedule, value: "0 0 1 1 *"}
            """;

    private final Cluster cluster;
    private final String namespace;
    private final Repository repository;

    private Intake(Cluster cluster, String namespace) throws Exception {
        super(cluster.environment());
        this.cluster = cluster;
        this.namespace = namespace;
        this.repository = new Repository(cluster, namespace);
    }

    /** Deployed, Synced and Healthy; {@code more} is appended to its kustomization. */
    static Intake deployed(Cluster cluster, String name, String more) throws Exception {
        var intake = new Intake(cluster, "tallyman-" + name);
        var repository = intake.repository;
        repository.write(intake.path("kustomization.yaml"), KUSTOMIZATION.formatted(intake.namespace) + more);
        repository.write(intake.path("rules.yaml"), repository.read("gitops/base/rules.yaml"));
        var commit = repository.commit("Take in " + name);
        intake.install();
        intake.synced(commit).healthy();
        return intake;
    }

    static Intake deployed(Cluster cluster, String name) throws Exception {
        return deployed(cluster, name, "");
    }

    void install() throws Exception {
        cluster.administrator().installs(namespace);
    }

    /** Its Application is deleted, once: nothing that it has deployed goes with it. */
    void released() throws Exception {
        ofArgo("delete", "application", namespace, "--timeout=120s").ok();
    }

    /** Its Application is deleted together with what it has deployed, but for the volume. */
    void takenDown() throws Exception {
        var finalizer = "{\"metadata\":{\"finalizers\":[\"resources-finalizer.argocd.argoproj.io\"]}}";
        ofArgo("patch", "application", namespace, "--type=merge", "-p", finalizer)
                .ok();
        released();
        Await.until(
                "the UI and every Job are gone",
                PATIENCE,
                () -> kubectl("get", "jobs,pods", "-o", "name").ok(),
                String::isEmpty);
    }

    /**
     * Takes it out of the cluster. The requests of all intakes of the tests together are more than one node has: those
     * that stay keep the Pods of the next ones from being scheduled.
     */
    @Override
    public void close() {
        disconnect();
        try {
            ofArgo("delete", "application", namespace, "--ignore-not-found", "--wait=false")
                    .ok();
            cluster.kubectl("delete", "namespace", namespace, "--ignore-not-found", "--wait=false")
                    .ok();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Cluster.Kubectl ofArgo(String... arguments) {
        var all = new ArrayList<>(List.of("-n", "argocd"));
        all.addAll(List.of(arguments));
        return cluster.kubectl(all.toArray(String[]::new));
    }

    String namespace() {
        return namespace;
    }

    Repository repository() {
        return repository;
    }

    /** The path in the repository of a file of this intake. */
    String path(String file) {
        return "intakes/" + namespace + "/" + file;
    }

    @Override
    Cluster.Kubectl kubectl(String... arguments) {
        var all = new ArrayList<>(List.of("-n", namespace));
        all.addAll(List.of(arguments));
        return cluster.kubectl(all.toArray(String[]::new));
    }

    String get(String what, String jsonpath) throws Exception {
        return kubectl("get", what, "-o", "jsonpath=" + jsonpath).ok();
    }

    String application(String jsonpath) throws Exception {
        return ofArgo("get", "application", namespace, "-o", "jsonpath=" + jsonpath)
                .ok();
    }

    /** Has Argo CD look into Git now. */
    void refresh() throws Exception {
        var now = "argocd.argoproj.io/refresh=normal";
        ofArgo("annotate", "application", namespace, now, "--overwrite").ok();
    }

    Intake synced(String commit) throws Exception {
        refresh();
        Await.until(
                "the Application is Synced to " + commit,
                PATIENCE,
                () -> application(
                        "{.status.sync.status} {.status.sync.revision} {.status.operationState.phase} {.status.operationState.message} {.status.conditions}"),
                state -> state.startsWith("Synced " + commit + " Succeeded"));
        return this;
    }

    Intake healthy() throws Exception {
        // For a moment after a revert the Deployment still says that what was before made no progress.
        Await.until(
                "the page is rolled out",
                PATIENCE,
                () -> kubectl("rollout", "status", "deployment/tallyman-ui", "--timeout=180s")
                        .run()
                        .text(),
                said -> said.contains("successfully rolled out"));
        Await.until("the Application is Healthy", PATIENCE, this::state, "Synced Healthy"::equals);
        return this;
    }

    String state() throws Exception {
        return application("{.status.sync.status} {.status.health.status}");
    }

    /** Has Git say more; applied when this returns. */
    void changed(String more) throws Exception {
        var kustomization = path("kustomization.yaml");
        repository.write(kustomization, repository.read(kustomization) + more);
        synced(repository.commit("Change " + namespace));
    }

    /** Runs a Job from a CronJob's template to its end; its name. */
    String run(String kind) throws Exception {
        var job = start(kind);
        var end = ended(job);
        if (!end.contains("Complete")) {
            throw new AssertionError(job + ": " + end + "\n"
                    + kubectl("logs", "job/" + job).run().text());
        }
        return job;
    }

    /** The Job that kubectl would make of a CronJob's template, as JSON. */
    String template(String kind, String name) throws Exception {
        return kubectl("create", "job", name, "--from=cronjob/tallyman-" + kind, "--dry-run=client", "-o", "json")
                .ok();
    }

    /** A Job of {@link #template}, changed by a JSON patch in YAML. */
    String patched(String job, String patch) throws Exception {
        return kubectl("patch", "--local", "-f", "-", "--type=json", "-p", patch, "-o", "json")
                .with(job)
                .ok();
    }

    String start(String kind) throws Exception {
        var job = "tallyman-" + kind + "-test-" + JOBS.incrementAndGet();
        kubectl("create", "job", job, "--from=cronjob/tallyman-" + kind).ok();
        return job;
    }

    String ended(String job) throws Exception {
        return Await.until(
                job + " ends",
                PATIENCE,
                () -> get("job/" + job, "{.status.conditions[*].type}"),
                types -> types.contains("Complete") || types.endsWith("Failed"));
    }
}
