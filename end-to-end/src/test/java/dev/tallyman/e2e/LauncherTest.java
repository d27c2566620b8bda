package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout whose build and JDK are small scripts.
 *
 * <pre>
 * checkout/   tallyman  .mvn/jdk25.sh  mvnw (writes a line to `builds`)  MODULE/{pom.xml,src/main/Source}
 * jdk/        release  bin/javac  bin/java (prints its folder, LC_ALL and arguments)
 * elsewhere/  where the command is given
 * </pre>
 */
class LauncherTest {
    private static final List<String> PROGRAMS = List.of("helidon-ui", "cronjob-processor", "report-generator");

    @TempDir
    private Path temp;

    private Path checkout;
    private Path elsewhere;

    @BeforeEach
    void aCheckout() throws IOException {
        checkout = Files.createDirectories(temp.resolve("a checkout"));
        elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Files.createDirectory(checkout.resolve(".mvn"));
        for (var file : List.of("tallyman", ".mvn/jdk25.sh")) {
            Files.copy(Path.of("..", file), checkout.resolve(file));
        }
        Files.writeString(checkout.resolve("pom.xml"), "");
        for (var program : PROGRAMS) {
            Files.createDirectories(checkout.resolve(program, "src", "main"));
            Files.writeString(checkout.resolve(program, "pom.xml"), "");
            Files.writeString(checkout.resolve(program, "src", "main", "Source"), "");
        }
        script("a checkout/mvnw", """
                echo once >> builds
                echo the compiler says no
                [ ! -e broken ] || exit 1
                for p in helidon-ui cronjob-processor report-generator; do
                  mkdir -p $p/target/lib
                  touch $p/target/$p-0.1.0.jar
                done
                """);
        script("jdk/bin/javac", "");
        script("jdk/bin/java", "printf '%s\\n' \"$PWD\" \"${LC_ALL-}\" \"$@\"");
        Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void aCommandBecomesItsProgramInTheFolderWhereItIsGiven() throws Exception {
        var run = tallyman("sweep", "--data", "some folder");

        assertEquals(0, run.exit(), run.err());
        assertEquals(elsewhere.toRealPath().toString(), run.lines().getFirst());
        assertEquals(
                List.of("dev.tallyman.processor.Main", "sweep", "--data", "some folder"),
                run.lines().subList(run.lines().size() - 4, run.lines().size()));
        assertEquals("", run.err());
    }

    @Test
    void everyCommandHasItsProgram() throws Exception {
        assertTrue(tallyman("serve").lines().contains("dev.tallyman.ui.Main"));
        assertTrue(tallyman("demo").lines().contains("dev.tallyman.ui.Main"));
        assertTrue(tallyman("report").lines().contains("dev.tallyman.report.Main"));
        for (var command : List.of("housekeeping", "restore", "status", "rules", "identify")) {
            assertTrue(tallyman(command).lines().contains("dev.tallyman.processor.Main"), command);
        }
    }

    @Test
    void itBuildsOnceAndAgainOnlyAfterASourceChanged() throws Exception {
        tallyman("status");
        tallyman("report");
        assertEquals(1, times("a checkout/builds"));

        Files.setLastModifiedTime(
                checkout.resolve("helidon-ui/src/main/Source"),
                FileTime.from(Instant.now().plusSeconds(2)));
        tallyman("status");
        assertEquals(2, times("a checkout/builds"));
    }

    @Test
    void itBuildsAgainWhenTheJarsWereCleanedAway() throws Exception {
        tallyman("status");
        Files.delete(checkout.resolve("report-generator/target/report-generator-0.1.0.jar"));

        tallyman("status");

        assertEquals(2, times("a checkout/builds"));
    }

    @Test
    void theClassesOfAProgramAreArchivedOnceForEachBuild() throws Exception {
        script("jdk/bin/java", """
                for word; do
                  [ "${word#-XX:Archive}" = "$word" ] || echo classes | tee -a "$JAVA25_HOME/archives" > "${word#*=}"
                done
                printf '%s\\n' "$@"
                """);
        var archive = "-XX:SharedArchiveFile=" + checkout.toRealPath().resolve("cronjob-processor/target/classes.jsa");

        assertFalse(tallyman("status").lines().contains(archive), "who waited for the build waits for nothing else");
        assertTrue(tallyman("status").lines().contains(archive));
        assertTrue(tallyman("sweep").lines().contains(archive));
        assertEquals(1, times("jdk/archives"));

        Files.setLastModifiedTime(
                checkout.resolve("cronjob-processor/target/cronjob-processor-0.1.0.jar"),
                FileTime.from(Instant.now().plusSeconds(2)));
        tallyman("status");
        assertEquals(2, times("jdk/archives"));
    }

    @Test
    void aJvmThatArchivesNothingIsAskedOnce() throws Exception {
        tallyman("status");
        tallyman("status");
        var archive = checkout.resolve("cronjob-processor/target/classes.jsa");
        var asked = Files.getLastModifiedTime(archive);
        var run = tallyman("status");

        assertEquals(asked, Files.getLastModifiedTime(archive));
        assertTrue(run.lines().stream().noneMatch(word -> word.contains("SharedArchiveFile")));
    }

    @Test
    void severalAtOnceBuildOnce() throws Exception {
        var all = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            all.add(start(Map.of(), "status"));
        }
        for (var process : all) {
            assertEquals(0, finish(process).exit());
        }

        assertEquals(1, times("a checkout/builds"));
    }

    @Test
    void aFailedBuildNamesItsLogAndShowsNothingOfIt() throws Exception {
        Files.createFile(checkout.resolve("broken"));

        var run = tallyman("status");

        assertEquals(1, run.exit());
        assertEquals(List.of(), run.lines());
        var log = checkout.toRealPath().resolve("target/build.log");
        assertEquals(
                "tallyman: the build failed; its output is in " + log, run.err().strip());
        assertEquals("the compiler says no\n", Files.readString(log));
    }

    @Test
    void anUnknownCommandIsWrongUsage() throws Exception {
        var run = tallyman("swep");

        assertEquals(2, run.exit());
        assertTrue(run.err().contains("'swep'"), run.err());
        assertEquals(2, tallyman().exit());
    }

    @Test
    void helpNeedsNoBuild() throws Exception {
        var run = tallyman("--help");

        assertEquals(0, run.exit());
        assertTrue(
                run.lines().getFirst().startsWith("Usage: tallyman"),
                run.lines().getFirst());
        assertEquals(0, times("a checkout/builds"));
    }

    @Test
    void aLocaleThatWouldBreakNamesIsReplaced() throws Exception {
        var run = finish(start(Map.of("LC_ALL", "C"), "status"));

        assertEquals("C.UTF-8", run.lines().get(1));
    }

    @Test
    void itIsFoundThroughASymbolicLink() throws Exception {
        Files.createSymbolicLink(elsewhere.resolve("tm"), checkout.resolve("tallyman"));

        var run = finish(start(Map.of(), List.of("./tm", "status")));

        assertEquals(0, run.exit(), run.err());
        assertEquals("status", run.lines().getLast());
    }

    private Run tallyman(String... arguments) throws Exception {
        return finish(start(Map.of(), arguments));
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(checkout.resolve("tallyman").toString()));
        command.addAll(List.of(arguments));
        return start(environment, command);
    }

    private Process start(Map<String, String> environment, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().remove("TALLYMAN_BUILD");
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("JAVA25_HOME", temp.resolve("jdk").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Run finish(Process process) throws Exception {
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out.lines().toList(), err);
    }

    private int times(String what) throws IOException {
        var noted = temp.resolve(what);
        return Files.exists(noted) ? Files.readAllLines(noted).size() : 0;
    }

    private void script(String path, String body) throws IOException {
        var file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
    }

    private record Run(int exit, List<String> lines, String err) {}
}
