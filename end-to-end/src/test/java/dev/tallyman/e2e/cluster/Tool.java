package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs of the machine that the tests drive the cluster with. */
final class Tool {
    private Tool() {}

    /** What a program that ended said, on both of its outputs. */
    record Outcome(int exit, String text) {
        String ok() {
            if (exit != 0) {
                throw new AssertionError("exit " + exit + ": " + text);
            }
            return text;
        }
    }

    static Outcome run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return run(folder, environment, "", command);
    }

    static Outcome run(Path folder, Map<String, String> environment, String input, List<String> command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), said);
    }
}
