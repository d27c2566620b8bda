package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tallyman demo}, from its two addresses to Ctrl-C. */
class DemoTest {
    private static final Pattern ADDRESS = Pattern.compile("[a-z]+://\\S+");

    @TempDir
    Path temp;

    @Test
    void itPrintsTwoAddressesThatWorkAndCtrlCLeavesNothing() throws Exception {
        var environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temp);
        try (var taken = new ServerSocket(0);
                var demo = new Tallyman.Started(environment, List.of("demo", "--port", taken.getLocalPort()))) {
            Await.that(
                    "it says how to end it, or ends",
                    () -> !demo.isAlive() || demo.said().out().contains("Ctrl-C"));
            String said = demo.said().out() + demo.said().err();

            List<String> addresses =
                    ADDRESS.matcher(said).results().map(MatchResult::group).toList();
            assertEquals(2, addresses.size(), said);
            for (String address : addresses) {
                assertTrue(address.matches("http://.*/"), address);
                assertNotEquals(taken.getLocalPort(), URI.create(address).getPort());
                assertEquals(200, status(address), address);
            }
            List<ProcessHandle> family =
                    ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();
            Shell.run("kill", "-INT", demo.pid());

            demo.end().ended(130);

            assertTrue(family.stream().noneMatch(ProcessHandle::isAlive), "a process is left");
            assertEquals(List.of(), Disk.files(temp), "the sample is removed");
        }
    }

    private static int status(String address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aFolderThatWasGivenStaysAndIsShownAgain() throws Exception {
        Path data = temp.resolve("data");
        for (int round = 0; round < 2; round++) {
            try (var demo = Tallyman.start("demo", "--port", Server.freePort(), "--data", data)) {
                Await.that(
                        "it is ready",
                        () -> !demo.isAlive() || demo.said().out().contains("Ctrl-C"));
                demo.stop().end().ended(143);
            }
        }

        assertEquals(Shell.count(data, "1"), Shell.count(data, "state IN ('classified', 'failed', 'quarantined')"));
        assertTrue(Shell.count(data, "1") > 40);
    }
}
