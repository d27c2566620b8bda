package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tallyman in a namespace of its own, deployed by Argo CD from Git; its schedules fire only when a
 * test says so.
 */
final class Intake implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final AtomicInteger JOBS = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    // Long enough to read better apart from its use.
    @SuppressWarnings("InlineFormatString")
    private static final String KUSTOMIZATION =
            """
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
    private @Nullable Process forward;
    private String address = "";

    private Intake(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** Deployed, Synced and Healthy; {@code more} is appended to its kustomization. */
    static Intake deployed(Cluster cluster, String name, String more) throws Exception {
        var intake = new Intake(cluster, "tallyman-" + name);
        var repository = cluster.repository();
        repository.write(
                intake.path("kustomization.yaml"),
                KUSTOMIZATION.formatted(intake.namespace) + more);
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
        var application =
                cluster.forTests("application.yaml")
                        .replace("\"tallyman-*\"", namespace)
                        .replace("  name: tallyman\n", "  name: " + namespace + "\n")
                        .replace("gitops/overlays/production", "intakes/" + namespace);
        cluster.kubectl("apply", "--server-side", "-f", "-").with(application).ok();
    }

    String namespace() {
        return namespace;
    }

    /** The path in the repository of a file of this intake. */
    String path(String file) {
        return "intakes/" + namespace + "/" + file;
    }

    Cluster.Kubectl kubectl(String... arguments) {
        var all = new ArrayList<>(List.of("-n", namespace));
        all.addAll(List.of(arguments));
        return cluster.kubectl(all.toArray(String[]::new));
    }

    String get(String what, String jsonpath) throws Exception {
        return kubectl("get", what, "-o", "jsonpath=" + jsonpath).ok();
    }

    String application(String jsonpath) throws Exception {
        return cluster.kubectl(
                        "-n",
                        "argocd",
                        "get",
                        "application",
                        namespace,
                        "-o",
                        "jsonpath=" + jsonpath)
                .ok();
    }

    /** Has Argo CD look into Git now. */
    void refresh() throws Exception {
        cluster.kubectl(
                        "-n",
                        "argocd",
                        "annotate",
                        "application",
                        namespace,
                        "argocd.argoproj.io/refresh=normal",
                        "--overwrite")
                .ok();
    }

    Intake synced(String commit) throws Exception {
        refresh();
        Await.until(
                "the Application is Synced to " + commit,
                PATIENCE,
                () ->
                        application(
                                "{.status.sync.status} {.status.sync.revision} {.status.operationState.phase} {.status.operationState.message} {.status.conditions}"),
                state -> state.startsWith("Synced " + commit + " Succeeded"));
        return this;
    }

    Intake healthy() throws Exception {
        kubectl("rollout", "status", "deployment/tallyman-ui", "--timeout=180s").ok();
        Await.until("the Application is Healthy", PATIENCE, this::state, "Synced Healthy"::equals);
        return this;
    }

    String state() throws Exception {
        return application("{.status.sync.status} {.status.health.status}");
    }

    /** Runs a Job from a CronJob's template to its end; its name. */
    String run(String kind) throws Exception {
        var job = start(kind);
        var end = ended(job);
        if (!end.contains("Complete")) {
            throw new AssertionError(
                    job + ": " + end + "\n" + kubectl("logs", "job/" + job).run().text());
        }
        return job;
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

    /** The page's address, through a port-forward that is renewed when its Pod has gone. */
    String address() throws Exception {
        if (forward != null && forward.isAlive()) {
            return address;
        }
        var builder =
                new ProcessBuilder(kubectl("port-forward", "service/tallyman", ":8080").command())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(cluster.environment());
        forward = builder.start();
        var line = forward.inputReader(UTF_8).readLine();
        if (line == null) {
            throw new IOException("no port-forward to " + namespace);
        }
        address = "http://" + line.replaceFirst("Forwarding from (\\S+) -> .*", "$1");
        return address;
    }

    HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address() + path))
                        .timeout(Duration.ofMinutes(1))
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    int status(String path) throws Exception {
        return send("GET", path, new byte[0]).statusCode();
    }

    /** The answer to a GET, asked again until the page is there. */
    String page(String path) throws Exception {
        return Await.until(
                        path,
                        PATIENCE,
                        () -> {
                            try {
                                var answer = send("GET", path, new byte[0]);
                                return answer.statusCode() + " " + answer.body();
                            } catch (IOException e) {
                                return e.toString();
                            }
                        },
                        answer -> answer.startsWith("200 "))
                .substring(4);
    }

    JsonObject json(String path) throws Exception {
        return JsonParser.create(page(path)).readJsonObject();
    }

    long count(String name) throws Exception {
        return json("/api/v1/summary").longValue(name, -1);
    }

    long inState(String state) throws Exception {
        return json("/api/v1/summary").objectValue("states").orElseThrow().longValue(state, 0);
    }

    /** Uploads a file and gives its id. */
    String upload(String path, byte[] body) throws Exception {
        var answer = send("PUT", "/api/v1/files/by-path/" + path, body);
        if (answer.statusCode() != 201) {
            throw new AssertionError(
                    "upload of " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.create(answer.body()).readJsonObject().stringValue("id").orElseThrow();
    }

    @Override
    public void close() {
        if (forward != null) {
            forward.destroy();
            forward = null;
        }
    }
}
