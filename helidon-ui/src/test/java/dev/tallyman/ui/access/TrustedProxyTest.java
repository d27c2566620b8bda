package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxyTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final TrustedProxy.Names NAMES =
            TrustedProxy.Names.of("X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Groups", "X-Proxy-Secret");

    @TempDir
    Path folder;

    private Path secret = Path.of("secret");

    @BeforeEach
    void aSecret() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    }

    private TestServer behind(String network) {
        var proxy = new TrustedProxy(List.of(Network.of(network)), secret, NAMES, InstantSource.system());
        return new TestServer(folder, null, proxy);
    }

    @Test
    void whomTheProxyNamesComesInToPagesAndToTheApi() {
        try (TestServer server = behind("127.0.0.0/8")) {
            String[] ann = {"X-Proxy-Secret", SECRET, "X-Forwarded-User", "ann", "Accept", "text/html"};

            assertEquals(200, server.get("/", ann).statusCode());
            assertEquals(200, server.get("/api/v1/files", ann).statusCode());
            assertEquals(201, server.put("a.txt", TestServer.bytes("a"), ann).statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/files",
                "/api/v1/events",
                "/reports/latest/",
                "/trash",
                "/openapi.yaml",
                "/runs",
                "/nowhere",
                "/assets/../trash",
                "/assets/%2e%2e/trash",
                "/assets/..",
                "//"
            })
    void whoeverDoesNotKnowTheSecretIsToldNothingWhateverTheHeadersSay(String path) throws IOException {
        try (TestServer server = behind("127.0.0.1")) {
            for (String headers : List.of(
                    "",
                    "X-Forwarded-User: ann\r\n",
                    "X-Forwarded-User: ann\r\nX-Proxy-Secret: \r\n",
                    "X-Forwarded-User: ann\r\nX-Proxy-Secret: " + SECRET.toUpperCase(java.util.Locale.ROOT) + "\r\n",
                    "X-Forwarded-User: ann\r\nX-Proxy-Secret: " + SECRET + "0\r\n",
                    "X_Forwarded_User: ann\r\nX_Proxy_Secret: " + SECRET + "\r\n")) {
                String answer = server.raw(
                        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n");
                assertTrue(answer.startsWith("HTTP/1.1 401 "), path + " " + headers + answer);
            }
        }
    }

    @Test
    void fromAnotherAddressTheSecretDoesNotHelp() {
        try (TestServer server = behind("192.0.2.0/24")) {
            var answer = server.get("/", "X-Proxy-Secret", SECRET, "X-Forwarded-User", "ann");

            assertEquals(401, answer.statusCode());
            assertFalse(TestServer.text(answer).contains("ann"));
        }
    }

    @Test
    void aNameOrASecretThatIsThereTwiceIsNobodys() throws IOException {
        try (TestServer server = behind("127.0.0.1")) {
            String start =
                    "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Proxy-Secret: " + SECRET + "\r\n";

            assertTrue(server.raw(start + "X-Forwarded-User: ann\r\n\r\n").startsWith("HTTP/1.1 200 "));
            assertTrue(server.raw(start + "X-Forwarded-User: ann\r\nX-Forwarded-User: root\r\n\r\n")
                    .startsWith("HTTP/1.1 401 "));
            assertTrue(server.raw(start + "X-Forwarded-User: ann\r\nx-forwarded-user: root\r\n\r\n")
                    .startsWith("HTTP/1.1 401 "));
            assertTrue(server.raw(start + "X-Forwarded-User: \r\n\r\n").startsWith("HTTP/1.1 401 "));
            assertTrue(server.raw(start + "X-Proxy-Secret: other\r\nX-Forwarded-User: ann\r\n\r\n")
                    .startsWith("HTTP/1.1 401 "));
        }
    }

    /** What a client sends past a proxy that adds its own headers to those that are there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_Forwarded_User: root\r\nX_Forwarded_Groups: chiefs",
                "X-Forwarded-Groups: chiefs",
                "x-forwarded-groups: chiefs",
                "X-Forwarded-Groups:chiefs",
                "Connection: X-Forwarded-Groups\r\nX-Forwarded-Groups: chiefs",
                "X-Forwarded-User-Groups: chiefs\r\nX-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Groups: a\r\nX-Forwarded-Groups: chiefs"
            })
    void nobodySmugglesThemselvesIntoAGroup(String smuggled) throws IOException {
        try (TestServer server = behind("127.0.0.1")) {
            String answer = server.raw("GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + smuggled
                    + "\r\nX-Proxy-Secret: " + SECRET
                    + "\r\nX-Forwarded-User: ann\r\nX-Forwarded-Groups: readers\r\n\r\n");

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("\"ann\""), answer);
            assertFalse(answer.contains("chiefs") || answer.contains("root"), answer);
        }
    }

    @Test
    void aRefusedUploadLeavesNothing() throws IOException {
        try (TestServer server = behind("127.0.0.1")) {
            assertEquals(401, server.put("a.txt", TestServer.noise(100_000)).statusCode());
            assertEquals(List.of(), server.left("files"));
            assertEquals(List.of(), server.left("uploads"));
        }
    }

    @Test
    void whatPagesNeedToLookRightIsForEverybody() throws IOException {
        try (TestServer server = behind("127.0.0.1")) {
            var refused = server.get("/", "Accept", "text/html");
            String page = TestServer.text(refused);
            int at = page.indexOf("/assets/");

            assertEquals(401, refused.statusCode());
            assertEquals(
                    200, server.get(page.substring(at, page.indexOf('"', at))).statusCode());
        }
    }

    @Test
    void aSecretIsReadAgainWhenItChangesAndAnUnusableOneChangesNothing() throws IOException {
        var now = new java.util.concurrent.atomic.AtomicReference<>(java.time.Instant.EPOCH);
        var file = new FollowedFile<>(
                secret,
                text -> {
                    if (text.isBlank()) {
                        throw new SettingException("empty");
                    }
                    return text.strip();
                },
                now::get);
        assertEquals(SECRET, file.get());

        Files.writeString(secret, "another secret");
        assertEquals(SECRET, file.get(), "it has looked this second");
        now.set(java.time.Instant.EPOCH.plusSeconds(1));
        assertEquals("another secret", file.get());
        Files.writeString(secret, "");
        now.set(java.time.Instant.EPOCH.plusSeconds(2));
        assertEquals("another secret", file.get());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.128/25, 10.1.2.200, true",
        "10.1.2.128/25, 10.1.2.100, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "0.0.0.0/0, ::1, false",
        "::/0, fe80::1, true"
    })
    void aNetworkHoldsTheAddressesThatBeginAsItDoes(String network, String address, boolean inside) {
        assertEquals(inside, Network.of(network).contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "fd00::/129", "10.0.0/8x"})
    void whatIsNoNetworkIsRefusedAtTheStart(String text) {
        assertThrows(SettingException.class, () -> Network.of(text));
    }
}
