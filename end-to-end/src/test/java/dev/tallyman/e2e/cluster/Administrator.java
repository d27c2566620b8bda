package dev.tallyman.e2e.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Who applies gitops/argocd: what Git of an intake has no hand in. */
final class Administrator {
    private final Cluster cluster;
    private final Set<String> bound = new TreeSet<>();

    Administrator(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What all intakes share; the project's allows any namespace of the tests. */
    void prepares() throws Exception {
        apply("argocd-cm.yaml", "");
        apply("priorities.yaml", "");
        apply("anchor.yaml", "");
        apply("project.yaml", "tallyman-*");
    }

    /** The namespace of an intake, the rights in it, the policies for it and its Application. */
    void installs(String namespace) throws Exception {
        apply("namespace.yaml", namespace);
        apply("access.yaml", namespace);
        bind(namespace);
        apply("application.yaml", namespace);
    }

    private synchronized void bind(String namespace) throws Exception {
        if (bound.add(namespace)) {
            apply("policies.yaml", "");
            Await.until(
                    "without a template nobody makes a Job",
                    Duration.ofMinutes(1),
                    () -> job(namespace).text(),
                    said -> said.contains("ValidatingAdmissionPolicy 'tallyman-jobs'"));
        }
    }

    private Tool.Outcome job(String namespace) throws Exception {
        return cluster.kubectl("create", "job", "x", "--image=x", "--dry-run=server", "-n", namespace)
                .run();
    }

    private void apply(String file, String namespace) throws Exception {
        cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", "-")
                .with(text(file, namespace))
                .ok();
    }

    /** A file of gitops/argocd for the Git inside the cluster and for a namespace of the tests. */
    synchronized String text(String file, String namespace) throws IOException {
        return Files.readString(Cluster.ROOT.resolve("gitops/argocd").resolve(file))
                .replace("https://git.example.com/tallyman.git", Repository.IN_CLUSTER)
                .replace("values: [tallyman]", "values: [" + String.join(", ", bound) + "]")
                .replace("namespace: tallyman}", "namespace: \"" + namespace + "\"}")
                .replace("  name: tallyman\n", "  name: " + namespace + "\n")
                .replace("targetRevision: main,", "targetRevision: " + namespace + ",")
                .replace("gitops/overlays/production", "intakes/" + namespace);
    }
}
