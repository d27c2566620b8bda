package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are refused, before or after their body, and leave nothing. */
class RefusedUploadsTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, "uploads:\n  limit: 4MiB\n  refuse: [exe]\n");
        server = new TestServer(folder, rules);
    }

    @Test
    void aWrongDigestKeepsNothingAndARightOneIsVerified() throws Exception {
        String right = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(TestServer.bytes("x")));
        String wrong = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(TestServer.bytes("y")));

        assertEquals(
                400,
                server.put("d", TestServer.bytes("x"), "Repr-Digest", "sha-256=:" + wrong + ":")
                        .statusCode());
        assertEquals(
                400,
                server.put("d", TestServer.bytes("x"), "Repr-Digest", "sha-256=:AAAA:")
                        .statusCode());
        assertEquals(List.of(), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
        assertEquals(
                201,
                server.put("d", TestServer.bytes("x"), "Repr-Digest", "sha-512=:AA==:, sha-256=:" + right + ":")
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/x",
                ".",
                "..",
                "../escape",
                "a/../../escape",
                "%2e%2e/escape",
                "a/%2E%2e/%2e%2e/%2e%2e/%2e%2e/escape",
                "%2fetc/passwd",
                "a%2f..%2fescape",
                "a%00b",
                "a//b",
                "a/",
                "a/./b",
                "a%",
                "a%zz",
                "a[b",
            })
    void aPathOutOfOrderIsRefusedAndNothingIsWritten(String path) throws IOException {
        String answer = server.raw("PUT "
                + TestServer.BY_PATH
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nConnection: close\r\n\r\nevil");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(List.of(), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
        assertTrue(server.left("..").stream().noneMatch(file -> file.contains("escape")));
    }

    @Test
    void aNameInRawUtf8IsRefusedRatherThanStoredWrong() throws IOException {
        String answer = server.raw("PUT "
                + TestServer.BY_PATH
                + "\u00c3\u00bc.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertEquals(List.of(), server.left("files"));
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeTheBodyWhereTheLengthIsKnown() throws IOException {
        String answer = server.raw("PUT "
                + TestServer.BY_PATH
                + "big HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void aClientThatSendsOnAfterARefusalSeesTheAnswer() throws IOException {
        byte[] body = TestServer.noise(20_000_000);

        HttpResponse<byte[]> answer = server.put("big", body);
        HttpRequest.Builder chunked = HttpRequest.newBuilder(server.uri("big"))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertEquals(413, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals(413, server.send(chunked).statusCode());
        assertEquals(List.of(), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void whatCannotFitIsRefusedBeforeTheBody() throws IOException {
        Path rules = folder.resolve("large.yaml");
        Files.writeString(rules, "uploads:\n  limit: 100TiB\n");
        try (var large = new TestServer(Files.createDirectory(folder.resolve("l")), rules)) {
            String answer = large.raw(
                    "PUT "
                            + TestServer.BY_PATH
                            + "big HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999\r\nExpect: 100-continue\r\n\r\n");

            assertTrue(answer.startsWith("HTTP/1.1 507 "), answer);
        }
    }

    @Test
    void theRulesRefuseTypesAndTheLengthMustBeTold() throws IOException {
        assertEquals(415, server.put("Virus.EXE", TestServer.bytes("MZ")).statusCode());
        String answer =
                server.raw("PUT " + TestServer.BY_PATH + "x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 411 "), answer);
        assertEquals(List.of(), server.left("files"));
    }

    @Test
    void aFileAmongTheFoldersIsSaid() {
        server.put("a", TestServer.bytes("x"));

        assertEquals(400, server.put("a/b", TestServer.bytes("y")).statusCode());
    }
}
