package dev.tallyman.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine: without it a visible skip, in CI a failure. */
final class Needs {
    private Needs() {}

    static void program(String name, String debian) {
        that(
                Arrays.stream(System.getenv()
                                .getOrDefault("PATH", "/usr/bin:/bin")
                                .split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name))),
                "no " + name + " on the PATH: apt-get install " + debian);
    }

    static void that(boolean condition, String missing) {
        if (condition) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(missing);
        }
        System.out.println("SKIPPED, " + missing);
        Assumptions.abort(missing);
    }
}
