package dev.tallyman.ui;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.rules.RulesException;
import io.helidon.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
    }

    @Test
    void anEmptyIntakeHasASummaryOfNoughts() {
        JsonObject summary = server.json("/api/v1/summary");

        assertEquals(0, summary.longValue("files", -1));
        assertEquals(0, summary.objectValue("categories").orElseThrow().longValue("image", -1));
        assertEquals(7, summary.objectValue("states").orElseThrow().size());
        JsonObject volume = summary.objectValue("volume").orElseThrow();
        assertTrue(volume.longValue("free_bytes", -1) > 0);
        assertTrue(volume.containsKey("free_inodes"));
    }

    @Test
    void everyErrorUnderTheApiIsAProblemThatSaysWhatToDo() {
        problem(404, server.get("/api/v1/nothing"));
        problem(404, server.get("/api/v1/files/nope"));
        problem(404, server.get("/api/v1/files/4711"));
        problem(400, server.get("/api/v1/files?category=banana"));
        problem(400, server.get("/api/v1/files?cursor=banana"));
        problem(400, server.get("/api/v1/files?categry=image"));
        problem(400, server.get("/api/v1/files?category=image,banana"));
        problem(400, server.get("/api/v1/files?sort=banana"));
        problem(400, server.get("/api/v1/files?risk=banana"));
        problem(400, server.get("/api/v1/files?size=banana"));
        problem(400, server.get("/api/v1/files?changed=2026-13"));
        problem(400, server.get("/api/v1/trash?categry=image"));
        problem(400, server.get("/api/v1/files?limit=0"));
        problem(400, server.get("/api/v1/files?since=yesterday"));
        HttpResponse<byte[]> wrong = problem(405, server.send("POST", "/api/v1/summary"));
        assertEquals("GET, HEAD", header(wrong, "Allow"));
    }

    private static HttpResponse<byte[]> problem(int status, HttpResponse<byte[]> response) {
        assertEquals(status, response.statusCode());
        assertEquals("application/problem+json", header(response, "Content-Type"));
        JsonObject problem = TestServer.json(response);
        assertEquals(status, problem.intValue("status", 0));
        assertFalse(problem.stringValue("title", "").isBlank());
        assertFalse(problem.stringValue("detail", "").isBlank());
        return response;
    }

    // As bytes: a client library would hide a body that comes after the answer to HEAD.
    @Test
    void whatAnswersGetAnswersHeadWithoutABody() throws IOException {
        server.send("PUT", "/api/v1/files/by-path/a", new byte[] {1, 2, 3});
        for (String path : new String[] {
            "/", "/runs", "/files/1", "/api/v1/summary", "/api/v1/files/1", "/api/v1/files/1/content", "/openapi.yaml"
        }) {
            String answer = head(path);

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertFalse(answer.contains("Content-Length: 0"), answer);
        }
        for (String path : new String[] {"/nothing", "/api/v1/nothing", "/api/v1/files/9/content"}) {
            assertTrue(head(path).startsWith("HTTP/1.1 404 "), path);
        }
        assertTrue(head("/api/v1/events").startsWith("HTTP/1.1 405 "), "a stream has no end");
    }

    private String head(String path) throws IOException {
        String answer = server.raw("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertEquals(answer.length(), answer.indexOf("\r\n\r\n") + 4, answer);
        return answer;
    }

    @Test
    void aRequestLineOutOfOrderIsAProblemToo() throws IOException {
        String answer = server.raw("GET /a[b HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void aBrowsersCrossSiteRequestChangesNothing() {
        String file = "/api/v1/files/1";
        assertEquals(
                403, server.send("DELETE", file, "Sec-Fetch-Site", "cross-site").statusCode());
        assertEquals(
                403, server.send("DELETE", file, "Sec-Fetch-Site", "same-site").statusCode());
        assertEquals(
                403,
                server.send("DELETE", file, "Origin", "http://evil.example").statusCode());
        assertEquals(403, server.send("DELETE", file, "Origin", "null").statusCode());
        String own = "http://127.0.0.1:" + server.server.port();
        assertEquals(404, server.send("DELETE", file, "Origin", own).statusCode());
        assertEquals(
                404,
                server.send("DELETE", file, "Sec-Fetch-Site", "same-origin").statusCode());
        assertEquals(
                200,
                server.get("/api/v1/summary", "Sec-Fetch-Site", "cross-site").statusCode());
    }

    @Test
    void aServerOnLoopbackAnswersToNoForeignName() throws IOException {
        String foreign = server.raw("GET /api/v1/summary HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        String local = server.raw("GET /api/v1/summary HTTP/1.1\r\nHost: localhost:9\r\nConnection: close\r\n\r\n");

        assertTrue(foreign.startsWith("HTTP/1.1 421 "), foreign);
        assertTrue(local.startsWith("HTTP/1.1 200 "), local);
    }

    @Test
    void healthIsOnTheSecondPortOnly() {
        for (String path : new String[] {"/health/live", "/health/ready"}) {
            URI health = URI.create("http://127.0.0.1:" + server.server.healthPort() + path);
            assertEquals(200, server.send(HttpRequest.newBuilder(health)).statusCode());
            assertEquals(404, server.get(path).statusCode());
            HttpResponse<byte[]> other =
                    server.send(HttpRequest.newBuilder(health).DELETE());
            problem(405, other);
            assertEquals("GET, HEAD", header(other, "Allow"));
        }
        assertEquals(404, server.get("/observe/health").statusCode());
        URI nothing = URI.create("http://127.0.0.1:" + server.server.healthPort() + "/");
        problem(404, server.send(HttpRequest.newBuilder(nothing)));
    }

    @Test
    void theMetricsCountFilesUploadsAndRuns() {
        server.send("PUT", "/api/v1/files/by-path/a", new byte[] {1, 2, 3});
        URI address = URI.create("http://127.0.0.1:" + server.server.healthPort() + "/metrics");

        HttpResponse<byte[]> answer = server.send(HttpRequest.newBuilder(address));

        assertTrue(header(answer, "Content-Type").startsWith("text/plain; version=0.0.4"));
        String metrics = TestServer.text(answer);
        assertTrue(metrics.contains("tallyman_files{state=\"received\"} 1\n"), metrics);
        assertTrue(metrics.contains("tallyman_uploads_total 1\n"), metrics);
        assertTrue(metrics.contains("tallyman_uploaded_bytes_total 3\n"), metrics);
        assertTrue(metrics.contains("# TYPE tallyman_runs gauge\n"), metrics);
    }

    @Test
    void rulesThatBreakLeaveTheLastGoodOnesInForceAndEveryPageSaysSo() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "uploads: {refuse: [exe]}\n");
        try (var other = new TestServer(Files.createDirectory(folder.resolve("other")), rules)) {
            replace(rules, "uploads: {refuse: [exe], limit: much}\n");

            awaitPage(other, true);
            assertTrue(TestServer.text(other.get("/runs")).contains("rules.yaml"), "where it is");
            assertEquals(
                    415,
                    other.send("PUT", "/api/v1/files/by-path/a.exe", new byte[] {1})
                            .statusCode());

            replace(rules, "uploads: {refuse: [com]}\n");
            awaitPage(other, false);
            assertEquals(
                    201,
                    other.send("PUT", "/api/v1/files/by-path/a.exe", new byte[] {1})
                            .statusCode());
        }
    }

    // In one step, as a ConfigMap changes: half a file is another file.
    private void replace(Path rules, String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next.yaml"), text);
        Files.move(next, rules, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aServerThatStartsWithWrongRulesComesUpWithTheLastGoodOnes() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "uploads: {refuse: [exe]}\n");
        Path parent = Files.createDirectory(folder.resolve("again"));
        Path kept = parent.resolve("data/index/rules.yaml");
        try (var _ = new TestServer(parent, rules)) {
            awaitKept(kept, rules);
        }
        for (String wrong : new String[] {"uploads: {limit: much}\n", "colour: red\n"}) {
            Files.writeString(rules, wrong);
            try (var again = new TestServer(parent, rules)) {
                for (String page : new String[] {"/", "/runs", "/trash"}) {
                    String text = TestServer.text(again.get(page));
                    assertTrue(text.contains("The rules cannot be used"), page);
                    assertTrue(text.contains("rules.yaml:1:"), page);
                }
                assertEquals(
                        415,
                        again.send("PUT", "/api/v1/files/by-path/a.exe", new byte[] {1})
                                .statusCode());
            }
        }
        assertEquals("uploads: {refuse: [exe]}\n", Files.readString(kept));
    }

    @Test
    void theFirstStartOfAllNeedsGoodRules() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), "colour: red\n");
        Path parent = Files.createDirectory(folder.resolve("first"));

        assertThrows(RulesException.class, () -> new TestServer(parent, rules).close());
    }

    private static void awaitKept(Path kept, Path rules) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(kept) || !Files.readString(kept).equals(Files.readString(rules))) {
            assertTrue(System.nanoTime() < deadline, "waited 30 s in vain");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void awaitPage(TestServer server, boolean complaining) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (TestServer.text(server.get("/")).contains("The rules cannot be used") != complaining) {
            assertTrue(System.nanoTime() < deadline, "waited 30 s in vain");
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
