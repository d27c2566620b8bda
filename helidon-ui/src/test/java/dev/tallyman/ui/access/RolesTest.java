package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.catalog.Listing;
import dev.tallyman.ui.TestServer;
import io.helidon.http.Method;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    private static final String SECRET = "0123456789abcdef";

    private final TestServer server;

    RolesTest(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                access:
                  groups:
                    readers: {"/": viewer}
                    senders: {"/": contributor}
                    tidiers: {"/": editor}
                    runners: {"/": operator}
                    chiefs: {"/": admin}
                contact: the help desk at 4711
                """);
        var names = TrustedProxy.Names.of("User", "Email", "Groups", "Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
    }

    @BeforeEach
    void aFile() {
        String[] boss = {"Secret", SECRET, "User", "boss", "Groups", "senders"};
        assertEquals(
                201, server.send("PUT", "/api/v1/files/by-path/a.txt", boss).statusCode());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<byte[]> as(String groups, String method, String path) {
        return server.send(method, path, "Secret", SECRET, "User", "ann", "Groups", groups);
    }

    /** What the least role may do, and all below it may not. */
    @ParameterizedTest
    @CsvSource({
        "readers, , GET, /",
        "readers, , GET, /trash",
        "readers, , GET, /api/v1/files",
        "readers, , HEAD, /api/v1/files/1/content",
        "readers, , GET, /api/v1/summary",
        "senders, readers, PUT, /api/v1/files/by-path/b.txt",
        "tidiers, senders, DELETE, /api/v1/files/1",
        "tidiers, senders, POST, /files/1/trash",
        "runners, tidiers, GET, /api/v1/events/history",
        "chiefs, runners, DELETE, /api/v1/trash",
        "chiefs, runners, GET, /trash/purge",
        "'other, chiefs', runners, DELETE, /api/v1/trash",
    })
    void aRouteIsForItsRoleAndThoseAbove(String may, String mayNot, String method, String path) {
        assertEquals(403, as(mayNot == null ? "" : mayNot, method, path).statusCode());
        int status = as(may, method, path).statusCode();
        assertTrue(status < 400, path + " " + status);
    }

    @Test
    void whoMayNotIsToldWhatIsMissingAndWhomToAsk() {
        var refused = as("readers", "DELETE", "/api/v1/files/1");

        assertEquals("You may not change files", TestServer.json(refused).stringValue("title", ""));
        assertEquals(
                "It takes the role editor, and you have the role viewer. Ask the help desk at 4711.",
                TestServer.json(refused).stringValue("detail", ""));
        assertEquals(200, as("readers", "GET", "/api/v1/files/1").statusCode(), "it is still there");
    }

    @Test
    void aRouteThatIsNotInTheTableCannotBeServed() {
        assertThrows(IllegalStateException.class, () -> Needs.of(Method.POST, "/api/v1/new"));
    }

    @Test
    void whereNobodySignsInEverybodyMayEverything(@TempDir Path folder) {
        try (var open = new TestServer(folder)) {
            assertEquals(201, open.put("a.txt", TestServer.bytes("a")).statusCode());
            assertEquals(204, open.send("DELETE", "/api/v1/files/1").statusCode());
            assertEquals(204, open.send("DELETE", "/api/v1/trash").statusCode());
        }
    }

    /** Whoever is in is sent to other sites with whatever signed them in: none of their forms and scripts may use it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site, Origin: http://OWN",
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1",
                "Origin: http://OWN.evil.example",
                "Origin: http://evil.example/OWN"
            })
    void noRouteThatChangesAnythingIsForAnotherSite(String sent) {
        String[] headers = Stream.concat(
                        Stream.of("Secret", SECRET, "User", "ann", "Groups", "chiefs"),
                        Stream.of(sent.replace("OWN", "127.0.0.1:" + server.server.port())
                                .split(": |, ")))
                .toArray(String[]::new);
        List<String> changing = Stream.concat(Needs.all().keySet().stream(), Needs.open().stream())
                .filter(route ->
                        !route.startsWith("GET ") && !route.startsWith("HEAD ") && !route.startsWith("OPTIONS "))
                .toList();
        assertTrue(changing.size() > 40, "all of them");

        for (String route : changing) {
            String[] parts = route.replace("{id}", "1")
                    .replace("{name}", "sweep")
                    .replace("{+path}", "evil.txt")
                    .split(" ", 2);
            var answer = server.send(parts[0], parts[1], headers);
            assertEquals(403, answer.statusCode(), route);
            assertTrue(TestServer.text(answer).contains("Another site"), route);
        }
        assertEquals(1, server.index.catalog().list(Listing.newest(10)).files().size(), "nothing has happened");
    }
}
