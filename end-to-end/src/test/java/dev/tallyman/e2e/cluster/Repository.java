package dev.tallyman.e2e.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an intake is deployed from: gitops/ as it is here and a folder of its own, on a branch of its own of the Git
 * server in the cluster. So a commit of one test is none of another's.
 */
final class Repository {
    static final String IN_CLUSTER = "git://git.gitops.svc.cluster.local/app.git";

    private final Cluster cluster;
    private final String branch;
    private final Path folder;

    Repository(Cluster cluster, String branch) throws Exception {
        this.cluster = cluster;
        this.branch = branch;
        this.folder = Files.createTempDirectory("tallyman-git");
        Tool.run(
                        folder,
                        Map.of(),
                        List.of("cp", "-r", Cluster.ROOT.resolve("gitops").toString(), "."))
                .ok();
        git("init", "-q", "-b", branch);
        write("gitops/overlays/minikube/images/kustomization.yaml", images(cluster.images()));
    }

    static String images(List<Cluster.Image> images) {
        return """
        apiVersion: kustomize.config.k8s.io/v1alpha1
        kind: Component
        images:
        """
                + images.stream()
                        .map(i -> "- {name: %1$s, newName: docker.io/%1$s, newTag: \"%2$s\"}\n"
                                .formatted(i.name(), i.tag()))
                        .collect(Collectors.joining());
    }

    void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    /** Commits and pushes everything; the commit's id. */
    String commit(String subject) throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", subject);
        return push();
    }

    String revert() throws Exception {
        git("revert", "--no-edit", "HEAD");
        return push();
    }

    private String push() throws Exception {
        var kubectl = String.join(" ", cluster.kubectl().command());
        git(
                "-c",
                "protocol.ext.allow=always",
                "push",
                "-q",
                "-f",
                "ext::" + kubectl + " exec -i -n gitops deploy/git -- %S /srv/git/app.git",
                branch);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-c", "user.name=test", "-c", "user.email=test@localhost"));
        command.addAll(List.of(arguments));
        var environment = new HashMap<>(cluster.environment());
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        return Tool.run(folder, environment, command).ok();
    }
}
