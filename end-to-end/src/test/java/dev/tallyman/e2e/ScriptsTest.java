package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

    @Test
    void theMavenWrapperStillFindsTheJdk() throws IOException {
        assertTrue(
                Files.readString(ROOT.resolve("mvnw")).contains("/.mvn/jdk25.sh\"\n"),
                "mvnw was made again and lost the line that sources .mvn/jdk25.sh");
    }

    @Test
    void shellcheckFindsNothingInTheScripts() throws Exception {
        var shellcheck = Path.of("/usr/bin/shellcheck");
        if (!Files.isExecutable(shellcheck) && !"true".equals(System.getenv("CI"))) {
            System.out.println("SKIPPED the scripts' check: apt-get install shellcheck");
            Assumptions.abort("no shellcheck");
        }
        var command = new ArrayList<>(List.of(shellcheck.toString(), "-x"));
        command.addAll(scripts());
        assertTrue(command.contains("tallyman"), command.toString());

        var process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        var findings = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(0, process.waitFor(), findings);
    }

    @Test
    void takingTheClusterDownDeletesNothingWhenNobodyAnswers() throws Exception {
        var process = new ProcessBuilder("scripts/down.sh")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(1, process.waitFor(), said);
        assertTrue(said.contains("nothing was deleted"), said);
    }

    private static List<String> scripts() throws IOException {
        var scripts = new ArrayList<String>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.endsWith("mvnw") && isShell(file)) {
                    scripts.add(ROOT.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return scripts;
    }

    private static boolean isShell(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var first = new String(in.readNBytes(64), UTF_8).lines().findFirst().orElse("");
            return first.matches("#!.*\\b(ba|da)?sh\\b.*") || file.toString().endsWith(".sh");
        }
    }
}
