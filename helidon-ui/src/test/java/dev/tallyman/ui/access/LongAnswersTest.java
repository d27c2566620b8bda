package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LongAnswersTest {
    private static final String SECRET = "0123456789abcdef";

    private final Path rules;
    private final TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    LongAnswersTest(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        rules = Files.writeString(folder.resolve("rules.yaml"), """
                access: {groups: {all: {"/": admin}, here: {"here/": viewer}}}
                """);
        var names = TrustedProxy.Names.of("User", "Email", "Groups", "Secret");
        server = new TestServer(
                folder,
                rules,
                new TrustedProxy(List.of(Network.of("127.0.0.1")), secret, names, InstantSource.system()));
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private BufferedReader stream(String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.server.port() + "/api/v1/events"))
                .headers(headers)
                .build();
        var answer = client.send(request, BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String until(BufferedReader stream, String found) throws IOException {
        var all = new StringBuilder();
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            all.append(line).append('\n');
            if (line.contains(found)) {
                return all.toString();
            }
        }
        throw new AssertionError("it ended before " + found + ": " + all);
    }

    private void put(String path) {
        assertEquals(
                201,
                server.send(
                                "PUT",
                                TestServer.BY_PATH + path,
                                bytes("x"),
                                "Secret",
                                SECRET,
                                "User",
                                "boss",
                                "Groups",
                                "all")
                        .statusCode());
    }

    @Test
    void eventsAreOfTheFoldersThatAreSeenAndSoAreTheirNumbers() throws Exception {
        try (var mine = stream("Secret", SECRET, "User", "ann", "Groups", "here")) {
            until(mine, "\"files\":0");
            put("there/hidden-xyzzy.txt");
            put("here/a.txt");

            String told = until(mine, "\"files\":1");

            assertTrue(told.contains("here/a.txt"), told);
            assertFalse(told.contains("xyzzy"), told);
            assertFalse(told.contains("\"files\":2"), told);
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws Exception {
        var made = server.send(
                "POST", "/api/v1/tokens", bytes("{\"name\": \"t\"}"), "Secret", SECRET, "User", "ann", "Groups", "all");
        String token = TestServer.json(made).stringValue("token", "");
        String id = TestServer.json(made).stringValue("id", "");
        try (var mine = stream("Authorization", "Bearer " + token)) {
            until(mine, "summary");
            server.send("DELETE", "/api/v1/tokens/" + id, "Secret", SECRET, "User", "ann", "Groups", "all");

            assertNull(last(mine));
        }
    }

    @Test
    void aStreamEndsWhenTheRulesLetItsReaderSeeSomethingElse() throws Exception {
        try (var mine = stream("Secret", SECRET, "User", "ann", "Groups", "here")) {
            until(mine, "summary");
            Files.writeString(rules, "access: {groups: {all: {\"/\": admin}}}\n");

            assertNull(last(mine));
        }
    }

    // The line after all others: the end.
    private static String last(BufferedReader stream) throws IOException {
        String line = stream.readLine();
        while (line != null) {
            line = stream.readLine();
        }
        return line;
    }
}
