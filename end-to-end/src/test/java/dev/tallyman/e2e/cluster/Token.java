package dev.tallyman.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The token of an intake's UI in the hands of somebody with kubectl. */
record Token(Intake intake, Path kubeconfig) {
    static Token of(Intake intake, Path folder) throws Exception {
        var token = new Token(intake, folder.resolve("kubeconfig"));
        var own = Cluster.shared().kubectl("config", "view", "--raw", "--minify", "--flatten");
        Files.writeString(token.kubeconfig, own.ok());
        var secret = intake.kubectl("create", "token", "tallyman-ui").ok().strip();
        token.run("config", "set-credentials", "ui", "--token", secret).ok();
        var config = Files.readString(token.kubeconfig);
        Files.writeString(token.kubeconfig, config.replaceFirst("(?m)^    user: .*$", "    user: ui"));
        return token;
    }

    Tool.Outcome run(String... arguments) throws Exception {
        return with("", arguments);
    }

    Tool.Outcome with(String input, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(intake.kubectl().command().getFirst()));
        command.addAll(List.of("--kubeconfig", kubeconfig.toString(), "-n", intake.namespace()));
        command.addAll(Arrays.asList(arguments));
        return Tool.run(Cluster.ROOT, Map.of(), input, command);
    }

    Tool.Outcome create(String job) throws Exception {
        return with(job, "create", "-f", "-");
    }

    Tool.Outcome merge(String what, String patch) throws Exception {
        return run("patch", what, "--type=merge", "-p", patch);
    }

    /** By the rights or by a policy of ours, and not because it makes no sense. */
    static void refused(Tool.Outcome attempt) {
        assertNotEquals(0, attempt.exit(), attempt.text());
        assertTrue(
                attempt.text().contains("orbidden") || attempt.text().contains("ValidatingAdmissionPolicy 'tallyman-"),
                attempt.text());
    }
}
