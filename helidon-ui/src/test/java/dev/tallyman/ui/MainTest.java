package dev.tallyman.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.program.CommandFrame;
import dev.tallyman.ui.demo.SampleIntake;
import dev.tallyman.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void wrongUsageIsExitCode2() {
        assertEquals(2, Main.run(Map.of(), "serve"));
        assertEquals(2, Main.run(Map.of(), "serve", "--data", "x", "--port", "many"));
        assertEquals(2, Main.run(Map.of(), "serve", "--nothing"));
        assertEquals(2, serve("data", "--port", "65536"));
        assertEquals(2, serve("data", "--health-port", "-1"));
        assertEquals(2, serve("data", "--bind", "no.such.host.invalid", "--anyone", "--port", "0"));
        assertEquals(2, Main.run(Map.of(), "demo", "--port", "99999"));
    }

    @Test
    void badRulesAreExitCode2() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "banana: 1\n");

        assertEquals(2, serve("data", "--rules", rules.toString()));
    }

    private int serve(String data, String... more) {
        Stream<String> arguments =
                Stream.of("serve", "--data", folder.resolve(data).toString());
        return Main.run(Map.of(), Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aTakenPortIsExitCode2() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(2, serve("data", "--port", Integer.toString(taken.getLocalPort())));
        }
    }

    @Test
    void aVolumeThatCannotBeUsedIsExitCode3() throws IOException {
        assertEquals(3, serve("no/parent", "--port", "0"));
        Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(folder.resolve("foreign/thesis.doc"), "mine");
        assertEquals(3, serve("foreign", "--port", "0"));
    }

    @Test
    void everyFlagHasAVariableAndAnEmptyOneCountsAsNotSet() {
        Map<String, String> variables = Map.of("TALLYMAN_HEALTH_PORT", "9", "TALLYMAN_PORT", "", "TALLYMAN_DATA", "/d");
        var serve = new ServeCommand(variables);
        CommandFrame.of(serve, variables).parseArgs("--bind", "::1");

        assertEquals(9, serve.ports.health);
        assertEquals(8080, serve.ports.pages);
        assertEquals(Path.of("/d"), serve.data);
        assertEquals("::1", serve.bind);
        assertNull(serve.rules);
    }

    @Test
    void theNamesItAnswersToComeOneByOneOrWithCommas() {
        Map<String, String> variables = Map.of("TALLYMAN_ALLOWED_HOST", "a.example,b.example");
        var serve = new ServeCommand(variables);
        CommandLine line = CommandFrame.of(serve, variables);
        line.parseArgs("--data", "d");
        assertEquals(List.of("a.example", "b.example"), serve.allowedHosts);

        line.parseArgs("--data", "d", "--allowed-host", "c", "--allowed-host=d");
        assertEquals(List.of("c", "d"), serve.allowedHosts);
        assertEquals(2, serve("data", "--allowed-host", "http://a.example/"));
    }

    // Each of them ends before anything is opened.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bind 0.0.0.0",
                "--bind :: --auth none",
                "--break-glass --bind 0.0.0.0",
                "--auth proxy",
                "--auth proxy --trusted-proxy 127.0.0.1",
                "--auth proxy --trusted-proxy localhost --proxy-secret-file no/such",
                "--auth proxy --trusted-proxy 127.0.0.1 --proxy-secret-file no/such",
                "--auth htpasswd",
                "--auth htpasswd --htpasswd no/such",
                "--auth ldap"
            })
    void whoMayComeInIsSaidWhollyOrItDoesNotStart(String flags) {
        assertEquals(2, serve("data", (flags + " --port 0 --health-port 0").split(" ")));
        assertFalse(Files.exists(folder.resolve("data")));
    }

    @Test
    void theSampleHasGoodFilesAndEveryBadCase() throws IOException {
        Volume volume = Volume.create(folder.resolve("data"));

        int written = SampleIntake.write(volume, Instant.EPOCH);

        assertTrue(written > 50);
        assertTrue(Files.isSymbolicLink(volume.files().resolve("names/link-to-nowhere")));
        assertEquals(0, Files.size(volume.files().resolve("wrong/empty.txt")));
    }

    @Test
    void theVersionIsToldWithTheRevision() {
        PrintStream before = System.out;
        var told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            assertEquals(0, Main.run(Map.of("TALLYMAN_REVISION", "1a2b3c4"), "--version"));
            assertEquals(0, Main.run(Map.of(), "serve", "--version"));
        } finally {
            System.setOut(before);
        }
        String text = told.toString(StandardCharsets.UTF_8);
        assertTrue(text.matches("tallyman [0-9.]+, revision 1a2b3c4\\R.*revision unknown\\R"), text);
    }
}
