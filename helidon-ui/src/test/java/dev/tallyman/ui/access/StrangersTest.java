package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersTest {
    private static final String SECRET = "0123456789abcdef";
    private static final String[] BOSS = {"Secret", SECRET, "User", "boss", "Groups", "all"};

    private final TestServer server;

    StrangersTest(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                access: {everyone: {"public/": viewer}, groups: {all: {"/": admin}}}
                """);
        var names = TrustedProxy.Names.of("User", "Email", "Groups", "Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
        server.send("PUT", TestServer.BY_PATH + "public/a.txt", bytes("a"), BOSS);
        server.send("PUT", TestServer.BY_PATH + "b.txt", bytes("b"), BOSS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whoHasNotSignedInSeesWhatEveryoneMayAndIsAskedToSignInForMore() {
        assertEquals(200, server.get("/api/v1/files/1/content").statusCode());
        assertEquals(404, server.get("/api/v1/files/2/content").statusCode());
        assertEquals(
                "1",
                TestServer.json(server.get("/api/v1/summary"))
                        .numberValue("files")
                        .orElseThrow()
                        .toString());
        assertEquals(200, server.get("/", "Accept", "text/html").statusCode());
        assertEquals(401, server.put("public/c.txt", bytes("c")).statusCode());
        assertEquals(401, server.send("DELETE", "/api/v1/files/1").statusCode());
        assertEquals(404, server.send("GET", "/api/v1/tokens").statusCode());
    }

    @Test
    void whoTriesToBeSomebodyIsNoStranger() {
        assertEquals(
                401,
                server.get("/api/v1/files", "User", "boss", "Groups", "all").statusCode());
        assertEquals(401, server.get("/api/v1/files", "Groups", "all").statusCode());
        assertEquals(
                401,
                server.get("/api/v1/files", "Authorization", "Bearer tly_forged")
                        .statusCode());
        assertTrue(server.get("/api/v1/files", BOSS).statusCode() == 200);
    }
}
