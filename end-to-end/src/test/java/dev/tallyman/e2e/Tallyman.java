package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The commands of {@code ./tallyman} as a person would start them: real processes, real output. */
final class Tallyman {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path RARELY = ROOT.resolve("end-to-end/src/test/resources/rarely.yaml");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private Tallyman() {}

    /** What a command that ended said. */
    record Outcome(int exit, String out, String err) {
        Outcome ended(int expected) {
            assertEquals(expected, exit, () -> "exit code; it said:\n" + out + err);
            return this;
        }

        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Writes rules of a test's own; nothing is due under them but what the test asks for. */
    static String rules(Path file, String rules) throws IOException {
        return Files.writeString(file, rules + Files.readString(RARELY)).toString();
    }

    static Outcome run(Object... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    static Outcome run(Map<String, String> environment, Object... arguments) throws Exception {
        return new Started(environment, List.of(arguments)).end();
    }

    static Outcome sweep(Path data) throws Exception {
        return run("sweep", "--data", data).ended(0);
    }

    static Outcome report(Path data) throws Exception {
        return run("report", "--data", data).ended(0);
    }

    static Started start(Object... arguments) throws IOException {
        return new Started(Map.of(), List.of(arguments));
    }

    static Process launch(Map<String, String> environment, List<?> arguments, Path out, Path err) throws IOException {
        return launch(List.of(), environment, arguments, out, err);
    }

    /**
     * Starts a program.
     *
     * @param within words that come before the command, as those of a shell that sets a bound
     */
    static Process launch(List<String> within, Map<String, String> environment, List<?> arguments, Path out, Path err)
            throws IOException {
        // What a script starts in the background ignores SIGINT, and so does all that it starts;
        // what a person's shell starts does not.
        var command = new ArrayList<>(within);
        command.addAll(
                List.of("env", "--default-signal=INT", ROOT.resolve("tallyman").toString()));
        arguments.forEach(argument -> command.add(argument.toString()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TALLYMAN_"));
        builder.environment().put("TALLYMAN_BUILD", "never");
        builder.environment().put("TALLYMAN_RULES", RARELY.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A command that is running. */
    static final class Started implements AutoCloseable {
        private final Path out = Files.createTempFile("tallyman-", ".out");
        private final Path err = Files.createTempFile("tallyman-", ".err");
        private final Process process;

        Started(Map<String, String> environment, List<?> arguments) throws IOException {
            process = launch(environment, arguments, out, err);
        }

        boolean isAlive() {
            return process.isAlive();
        }

        long pid() {
            return process.pid();
        }

        /** Waits for its end, but not longer. */
        void await(long milliseconds) throws InterruptedException {
            process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        }

        /** SIGKILL, for it and for what it has started. */
        void kill() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }

        /** SIGTERM. */
        Started stop() {
            process.destroy();
            return this;
        }

        Outcome end() throws Exception {
            try (this) {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + PATIENCE + ": " + said());
                }
                return said();
            }
        }

        Outcome said() throws IOException {
            return new Outcome(
                    process.isAlive() ? -1 : process.exitValue(),
                    new String(Files.readAllBytes(out), UTF_8),
                    new String(Files.readAllBytes(err), UTF_8));
        }

        @Override
        public void close() throws IOException {
            kill();
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
