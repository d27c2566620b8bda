package dev.tallyman.ui.http.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    private static final AllowedHosts TOLD =
            AllowedHosts.of("0.0.0.0", List.of("Files.example.org.", "10.0.0.5", "fd00::5"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.example.org",
                "FILES.EXAMPLE.ORG:8443",
                "files.example.org.",
                "files.example.org.:80",
                "10.0.0.5:8080",
                "[fd00::5]",
                "[FD00::5]:8080",
                "localhost:8080",
                "a.localhost",
                "127.0.0.1",
                "127.1.2.3:9",
                "[::1]:8080",
            })
    void aNameThatItWasToldOrOfItsMachineIsKnownWhateverThePortAndCase(String host) {
        assertTrue(TOLD.knows(host), host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "files.example.org.evil.example",
                "evil-files.example.org",
                "10.0.0.50",
                "[fd00::6]",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "",
            })
    void anyOtherNameIsNot(String host) {
        assertFalse(TOLD.knows(host), host);
        assertFalse(AllowedHosts.of("127.0.0.1", List.of()).knows(host), host);
        assertTrue(AllowedHosts.of("0.0.0.0", List.of()).knows(host), "nobody said which");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a/b", "a b", "", "*.example.org", "a:80", "example:80"})
    void whatIsNoHostIsRefusedAtTheStart(String host) {
        assertThrows(AllowedHosts.NoHost.class, () -> AllowedHosts.of("0.0.0.0", List.of(host)));
    }

    @Test
    void aForeignAddressWithoutNamesIsATroubleOnEveryPage(@TempDir Path folder) throws Exception {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path told = Files.createDirectory(folder.resolve("told"));
        try (var every = new TestServer(open, "0.0.0.0", List.of());
                var some = new TestServer(told, "0.0.0.0", List.of("files.example.org"))) {
            assertTrue(TestServer.text(every.get("/runs")).contains("TALLYMAN_ALLOWED_HOST"));
            assertFalse(TestServer.text(some.get("/runs")).contains("TALLYMAN_ALLOWED_HOST"));
            assertEquals(200, status(every, "evil.example"));
            assertEquals(421, status(some, "evil.example"));
            assertEquals(200, status(some, "files.example.org:80"));
        }
    }

    private static int status(TestServer server, String host) throws Exception {
        String answer = server.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        return Integer.parseInt(answer.substring(9, 12));
    }
}
