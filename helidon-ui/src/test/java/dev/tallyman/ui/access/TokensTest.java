package dev.tallyman.ui.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String SECRET = "0123456789abcdef";

    private final TestServer server;

    TokensTest(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                access: {signed-in: {"/": viewer}, groups: {senders: {"/": contributor}, chiefs: {"/": admin}}}
                """);
        var names = TrustedProxy.Names.of("User", "Email", "Groups", "Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<byte[]> as(String person, String groups, String method, String path, String body) {
        return server.send(method, path, TestServer.bytes(body), "Secret", SECRET, "User", person, "Groups", groups);
    }

    private HttpResponse<byte[]> with(String token, String method, String path) {
        return server.send(method, path, "Authorization", "Bearer " + token);
    }

    private String made(String person, String groups) {
        var made = as(person, groups, "POST", "/api/v1/tokens", "{\"name\":\"nightly\",\"days\":1}");
        assertEquals(201, made.statusCode(), TestServer.text(made));
        return TestServer.json(made).stringValue("token", "");
    }

    @Test
    void aTokenIsShownOnceAndComesInAsItsOwner() throws IOException {
        String token = made("ann", "senders");
        var me = TestServer.json(with(token, "GET", "/api/v1/me"));
        var list = TestServer.text(as("ann", "", "GET", "/api/v1/tokens", ""));

        assertTrue(token.matches("tly_[\\w-]{43}"), token);
        assertEquals("ann", me.stringValue("name", ""));
        assertEquals("contributor", me.stringValue("role", ""));
        assertEquals(201, with(token, "PUT", "/api/v1/files/by-path/a.txt").statusCode());
        assertEquals(403, with(token, "POST", "/api/v1/files/1/retry").statusCode());
        assertFalse(list.contains(token.substring(4)));
        assertTrue(list.contains("\"used\":\"20"), list);
        try (Stream<Path> files = Files.walk(server.data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(token.substring(4)), file + " holds it");
            }
        }
    }

    @Test
    void onlyItsOwnerAndAnAdministratorRevokeOne() {
        String token = made("ann", "senders");

        assertEquals(404, as("bob", "", "DELETE", "/api/v1/tokens/1", "").statusCode());
        assertEquals(404, as("bob", "", "DELETE", "/api/v1/tokens/99", "").statusCode());
        assertEquals(200, with(token, "GET", "/api/v1/files").statusCode());
        assertEquals(204, as("carl", "chiefs", "DELETE", "/api/v1/tokens/1", "").statusCode());
        assertEquals(401, with(token, "GET", "/api/v1/files").statusCode());
        assertEquals(404, as("ann", "", "DELETE", "/api/v1/tokens/1", "").statusCode());
    }

    @Test
    void aTokenMakesNoToken() {
        String token = made("ann", "");

        assertEquals(403, with(token, "POST", "/api/v1/tokens").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tly_", "", "x", "tly_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "tly_' OR 1=1 --"})
    void whatWasNeverMadeComesInAsNobody(String token) {
        made("ann", "");

        assertEquals(401, with(token, "GET", "/api/v1/files").statusCode());
        assertEquals(
                401,
                server.get(
                                "/",
                                "Authorization",
                                "Bearer " + token,
                                "Accept",
                                "text/html",
                                "Secret",
                                SECRET,
                                "User",
                                "ann")
                        .statusCode(),
                "a token that is not valid is not passed over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":1}",
                "{\"name\":\"a\",\"days\":0}",
                "{\"name\":\"a\",\"days\":367}",
                "{\"name\":\"a\",\"days\":1.5}",
                "{\"name\":\"a\",\"person\":\"root\"}",
                "[]",
                "x"
            })
    void anOrderThatIsNotValidMakesNone(String order) {
        assertEquals(400, as("ann", "", "POST", "/api/v1/tokens", order).statusCode());
        assertFalse(TestServer.text(as("ann", "", "GET", "/api/v1/tokens", "")).contains("created"));
    }

    @Test
    void whatHasExpiredComesInAsNobody() {
        var tokens = server.index.tokens();
        byte[] hash = new Secret("tly_old").hash();
        var ann = new dev.tallyman.index.people.Person("ann", "ann", Set.of());
        var token = tokens.make(hash, ann, "old", Duration.ofSeconds(-1)).orElseThrow();

        assertTrue(token.expires().isBefore(Instant.now()));
        assertEquals(401, with("tly_old", "GET", "/api/v1/files").statusCode());
    }

    @Test
    void whereNobodySignsInThereAreNoTokens(@TempDir Path folder) {
        try (var open = new TestServer(folder)) {
            assertEquals(404, open.get("/api/v1/tokens").statusCode());
            assertEquals("admin", open.json("/api/v1/me").stringValue("role", ""));
        }
    }
}
