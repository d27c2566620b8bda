package dev.tallyman.e2e.cluster;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * One cluster for all test classes, with Argo CD, the Git server and the admission policies in it,
 * and the three images of this build. It ends with the JVM.
 */
final class Cluster {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path CACHE = Path.of(System.getenv()
            .getOrDefault("OFFLINE_CACHE", System.getProperty("user.home") + "/.cache/offline-kubernetes"));
    private static final String ARGO_MANIFEST =
            "https://raw.githubusercontent.com/argoproj/argo-cd/v3.2.11/manifests/core-install.yaml";
    private static final String GATEWAY =
            "https://raw.githubusercontent.com/kubernetes-sigs/gateway-api/v1.5.1/config/crd/standard/gateway.networking.k8s.io_httproutes.yaml";
    private static final String MONITORING =
            "https://raw.githubusercontent.com/prometheus-operator/prometheus-operator/v0.90.1/example/prometheus-operator-crd/monitoring.coreos.com_%s.yaml";
    private static @Nullable Cluster shared;
    private static boolean tried;

    private final Map<String, String> environment;
    private final List<String> kubectl;
    private final @Nullable K3sContainer container;
    private final List<Image> images;
    private final Administrator administrator = new Administrator(this);

    /** An image of this build, its tag the digest. */
    record Image(String name, String tag, Path tar) {}

    private Cluster(
            List<Image> images, @Nullable K3sContainer container, Map<String, String> environment, List<String> kubectl)
            throws Exception {
        this.images = images;
        this.container = container;
        this.environment = environment;
        this.kubectl = kubectl;
        installArgo();
        apply(ROOT.resolve("gitops/local/git-server.yaml"));
        administrator.prepares();
        rolledOut("gitops", "deployment/git");
        rolledOut("argocd", "deployment/argocd-repo-server");
        rolledOut("argocd", "statefulset/argocd-application-controller");
    }

    /** The cluster, started when the first test asks; a visible skip where it was not asked for. */
    static synchronized Cluster shared() throws Exception {
        if (!Boolean.getBoolean("cluster")) {
            System.out.println("SKIPPED, the cluster tests run with -Dcluster=true");
            Assumptions.abort("-Dcluster=true runs this");
        }
        if (shared == null) {
            if (tried) {
                throw new IllegalStateException("the cluster did not start; the first test says why");
            }
            tried = true;
            shared = start();
        }
        return shared;
    }

    private static Cluster start() throws Exception {
        var images = builtImages();
        var context = System.getProperty("cluster.context");
        if (context != null) {
            for (var image : images) {
                var load = List.of(
                        "minikube", "image", "load", "-p", context, image.tar().toString());
                Tool.run(ROOT, Map.of(), load).ok();
            }
            System.out.println("The cluster tests run on the context " + context);
            return new Cluster(images, null, Map.of(), List.of("kubectl", "--context", context));
        }
        var k3s = k3s();
        for (var image : images) {
            imported(k3s, image.tar());
        }
        for (var name : List.of("argocd.tar", "redis.tar", "busybox.tar")) {
            if (Files.exists(CACHE.resolve("images", name))) {
                imported(k3s, CACHE.resolve("images", name));
            }
        }
        k3s.start();
        Runtime.getRuntime().addShutdownHook(new Thread(k3s::stop));
        System.out.println("The cluster tests run on " + k3s.getDockerImageName());
        var config = Files.createTempFile("kubeconfig", ".yaml");
        Files.writeString(config, k3s.getKubeConfigYaml());
        config.toFile().deleteOnExit();
        var own = CACHE.resolve("k3s/kubectl");
        return new Cluster(
                images,
                k3s,
                Map.of("KUBECONFIG", config.toString()),
                List.of(Files.isExecutable(own) ? own.toString() : "kubectl"));
    }

    /**
     * On a laptop K3s itself, privileged; {@code K3S_IMAGE} names a stand-in, {@code
     * K3S_UNPRIVILEGED} is for hosts without CAP_SYS_RESOURCE.
     */
    private static K3sContainer k3s() {
        var image = System.getenv().getOrDefault("K3S_IMAGE", "rancher/k3s:v1.34.4-k3s1");
        var k3s = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"))
                .withStartupTimeout(Duration.ofMinutes(5));
        if (Boolean.parseBoolean(System.getenv("K3S_UNPRIVILEGED"))) {
            k3s.withPrivilegedMode(false);
            k3s.withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig())
                    .withCapAdd(Capability.ALL)
                    .withCapDrop(Capability.SYS_RESOURCE)
                    .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined")));
        }
        return k3s;
    }

    private static void imported(K3sContainer k3s, Path tar) {
        k3s.withCopyFileToContainer(
                MountableFile.forHostPath(tar), "/var/lib/rancher/k3s/agent/images/" + tar.getFileName());
    }

    /** Where the definitions are of the kinds of others that a component has. */
    static List<String> definitions() {
        var own = CACHE.resolve("manifests/components.yaml");
        return Files.exists(own)
                ? List.of(own.toString())
                : List.of(GATEWAY, MONITORING.formatted("servicemonitors"), MONITORING.formatted("prometheusrules"));
    }

    private static List<Image> builtImages() throws IOException, InterruptedException {
        return Tool.run(ROOT, Map.of("TALLYMAN_BUILD", "never"), List.of("scripts/images.sh"))
                .ok()
                .lines()
                .map(line -> line.split(" "))
                .map(words -> new Image(words[0], words[1], Path.of(words[2])))
                .toList();
    }

    private void installArgo() throws Exception {
        if (kubectl("-n", "argocd", "get", "deployment/argocd-repo-server")
                        .run()
                        .exit()
                == 0) {
            return;
        }
        var own = CACHE.resolve("manifests/argocd-core.yaml");
        kubectl("create", "namespace", "argocd").run();
        var manifest = Files.exists(own) ? own.toString() : ARGO_MANIFEST;
        kubectl("apply", "-n", "argocd", "--server-side", "--force-conflicts", "-f", manifest)
                .ok();
        kubectl("-n", "argocd", "scale", "--replicas=0", "deploy/argocd-applicationset-controller")
                .ok();
    }

    private void apply(Path file) throws Exception {
        kubectl("apply", "--server-side", "--force-conflicts", "-f", file.toString())
                .ok();
    }

    void rolledOut(String namespace, String workload) throws Exception {
        kubectl("-n", namespace, "rollout", "status", workload, "--timeout=300s")
                .ok();
    }

    List<Image> images() {
        return images;
    }

    Administrator administrator() {
        return administrator;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** A command inside the machine that is the node. */
    String onTheNode(String... command) throws Exception {
        if (container == null) {
            Assumptions.abort("needs the node itself, which only a K3sContainer gives");
        }
        var result = container.execInContainer(command);
        return new Tool.Outcome(result.getExitCode(), result.getStdout() + result.getStderr()).ok();
    }

    /** A kubectl command that is yet to run. */
    record Kubectl(Cluster cluster, List<String> arguments, String input) {
        Kubectl with(String text) {
            return new Kubectl(cluster, arguments, text);
        }

        List<String> command() {
            var command = new ArrayList<>(cluster.kubectl);
            command.addAll(arguments);
            return command;
        }

        Tool.Outcome run() throws IOException, InterruptedException {
            return Tool.run(ROOT, cluster.environment, input, command());
        }

        String ok() throws IOException, InterruptedException {
            return run().ok();
        }
    }

    Kubectl kubectl(String... arguments) {
        return new Kubectl(this, Arrays.asList(arguments), "");
    }
}
