package dev.tallyman.ui.http.listener;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does wrong is a problem with a sentence of its own and one line in the log. */
class RefusalsTest {
    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir
    Path folder;

    private TestServer server;
    private final List<LogRecord> log = new ArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
            log.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        Logger.getLogger("dev.tallyman").addHandler(listening);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("dev.tallyman").removeHandler(listening);
        server.close();
    }

    private JsonObject problem(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        JsonObject problem = JsonParser.create(
                        answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1))
                .readJsonObject();
        assertEquals(status, problem.intValue("status", 0));
        assertFalse(problem.stringValue("detail", "").isBlank());
        assertFalse(problem.stringValue("detail", "").contains("see server log"), answer);
        assertEquals(
                1, log.size(), log.stream().map(LogRecord::getMessage).toList().toString());
        assertEquals(Level.INFO, log.getFirst().getLevel());
        assertFalse(log.getFirst().getMessage().matches("(?s).*\\p{Cntrl}.*"));
        return problem;
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, Content-Encoding: gzip, 415",
        "PUT, Content-Encoding: zstd, 415",
        "PUT, 'Content-Encoding: identity, br', 415",
        "PUT, Expect: 200-maybe, 417",
        "TRACE, X: y, 404",
        "PUT, Host: other, 400",
        "PUT, Transfer-Encoding: chunked, 400",
        "G@T, X: y, 400",
        "PUT, no colon, 400",
        "PUT, Content-Length: 2, 400",
        "PUT, 'Name : x', 400",
    })
    void aRequestThatDemandsTooMuchIsRefused(String method, String field, int status) throws IOException {
        String answer = server.raw(method
                + " /api/v1/files/by-path/a"
                + HOST
                + field
                + "\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");

        // Another method of an address that one route takes whole is not allowed there.
        problem(method.equals("TRACE") ? 405 : status, answer);
        if (field.startsWith("Transfer-Encoding")) {
            assertTrue(answer.contains("Send either Content-Length or Transfer-Encoding"), answer);
        }
        if (status == 415) {
            assertTrue(answer.contains("Accept-Encoding: identity"), answer);
        }
        assertEquals(List.of(), server.left("files"));
    }

    @Test
    void theCodingIdentityIsNone() {
        assertEquals(
                201,
                server.put("a", TestServer.bytes("x"), "Content-Encoding", "Identity")
                        .statusCode());
    }

    @Test
    void anAddressOrHeadersOfAnyLengthAreRefusedInWords() throws IOException {
        problem(414, server.raw("GET /" + "a".repeat(60_000) + HOST + "\r\n"));
        log.clear();
        problem(431, server.raw("GET /" + HOST + "X: " + "a".repeat(60_000) + "\r\n\r\n"));
        log.clear();
        problem(431, server.raw("GET /" + HOST + "X: " + "a".repeat(17_000) + "\r\n\r\n"));
        log.clear();
        problem(431, server.raw("GET /" + HOST + "X: y\r\n".repeat(9_000) + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/summary", "/", "/runs", "/openapi.yaml", "/upload"})
    void anotherMethodIsToldWhichOnesThereAre(String path) {
        for (String method : List.of("PATCH", "FOO", "DELETE")) {
            HttpResponse<byte[]> answer = server.send(method, path);

            assertEquals(405, answer.statusCode(), method + " " + path);
            assertTrue(header(answer, "Allow").matches("(POST, )?GET, HEAD|POST"), path);
        }
        HttpResponse<byte[]> options = server.send("OPTIONS", path);
        assertEquals(204, options.statusCode());
        assertFalse(header(options, "Allow").isEmpty());
        assertEquals(404, server.send("OPTIONS", "/nothing").statusCode());
    }

    @Test
    void aBodyThatIsCutOffIsOneLineAndNoError() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            socket.getOutputStream()
                    .write(("PUT /api/v1/files/by-path/a" + HOST + "Content-Length: 99\r\n\r\nxyz")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (log.isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(
                List.of("PUT /api/v1/files/by-path/a: the client went away after 3 bytes"),
                log.stream().map(LogRecord::getMessage).toList());
        assertEquals(Level.INFO, log.getFirst().getLevel());
        assertEquals(List.of(), server.left("files"));
    }

    @Test
    void anUpgradeThatNobodyHereKnowsIsAnOrdinaryRequest() throws IOException {
        String answer = server.raw(
                "GET /api/v1/summary"
                        + HOST
                        + "Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }
}
