package dev.tallyman.ui.http;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnTheWireTest {
    @TempDir
    Path folder;

    @AutoClose
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(folder);
        for (int i = 0; i < 20; i++) {
            server.put("notes%20" + i + ".txt", TestServer.bytes("the same words ".repeat(400 + i)));
        }
        Path report = Files.createDirectories(server.data.resolve("reports/17/data"));
        Files.writeString(report.resolveSibling("index.html"), "<p>seventeen</p>".repeat(5_000));
        Files.writeString(report.resolve("files.csv.gz"), "not for a second time ".repeat(500));
        Files.createSymbolicLink(server.data.resolve("reports/latest"), Path.of("17"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/runs", "/api/v1/files", "/openapi.yaml", "/reports/latest/", "/assets/tallyman.css"})
    void aClientThatTakesGzipGetsAThirdOfTheBytesAndTheSameText(String address) {
        HttpResponse<byte[]> plain = server.get(address);
        HttpResponse<byte[]> small = server.get(address, "Accept-Encoding", "br, gzip;q=0.8");

        assertEquals("", header(plain, "Content-Encoding"));
        assertEquals("gzip", header(small, "Content-Encoding"));
        assertTrue(
                small.body().length * 3 < plain.body().length,
                small.body().length + " of " + plain.body().length + " bytes");
        assertEquals(
                withoutClock(text(plain)), withoutClock(new String(Gzip.expand(small.body()), StandardCharsets.UTF_8)));
        for (HttpResponse<byte[]> answer : List.of(plain, small)) {
            assertEquals("Accept-Encoding", header(answer, "Vary"));
        }
    }

    private static String withoutClock(String page) {
        return page.replaceAll("data-now=\"[^\"]*\"|[0-9:]{8}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "*, gzip; q=0.000", "br, zstd", ""})
    void aClientThatTakesNoGzipGetsNone(String accepted) {
        assertEquals("", header(server.get("/", "Accept-Encoding", accepted), "Content-Encoding"));
    }

    @Test
    void whatPeopleUploadedComesAsItIs() {
        String content = "/api/v1/files/1/content";
        HttpResponse<byte[]> whole = server.get(content, "Accept-Encoding", "gzip");
        HttpResponse<byte[]> part = server.get(content, "Accept-Encoding", "gzip", "Range", "bytes=4-8");

        assertEquals("", header(whole, "Content-Encoding"));
        assertEquals(header(server.get(content), "ETag"), header(whole, "ETag"));
        assertFalse(header(whole, "ETag").startsWith("W/"));
        assertEquals(206, part.statusCode());
        assertEquals("same ", text(part));
        assertArrayEquals(
                server.get("/reports/17/data/files.csv.gz").body(),
                server.get("/reports/17/data/files.csv.gz", "Accept-Encoding", "gzip")
                        .body());
    }

    @Test
    void aStreamOfEventsIsNotHeldBackByACompressor() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            TestServer.bytes(
                                    "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\nAccept: text/event-stream\r\n\r\n"));
            String head = new String(socket.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
            assertTrue(head.startsWith("HTTP/1.1 200"), head);
            assertFalse(head.toLowerCase(Locale.ROOT).contains("content-encoding"), head);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trash", "/api/v1/files", "/api/v1/files/1", "/openapi.yaml", "/reports/latest/"})
    void whatTheClientHasIsNotSentAgain(String address) {
        HttpResponse<byte[]> first = server.get(address, "Accept-Encoding", "gzip");
        HttpResponse<byte[]> again =
                server.get(address, "Accept-Encoding", "gzip", "If-None-Match", header(first, "ETag"));

        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(header(first, "ETag"), header(again, "ETag"));
        assertEquals("Accept-Encoding", header(again, "Vary"));
        assertEquals(200, server.get(address, "If-None-Match", "\"another\"").statusCode());
    }

    @Test
    void aListThatChangedIsSentAgain() {
        String tag = header(server.get("/api/v1/files"), "ETag");
        server.put("one%20more.txt", TestServer.bytes("one more"));

        HttpResponse<byte[]> now = server.get("/api/v1/files", "If-None-Match", tag);

        assertEquals(200, now.statusCode());
        assertNotEquals(tag, header(now, "ETag"));
    }

    @Test
    void anAnswerToAChangeIsNotKept() {
        HttpResponse<byte[]> answer = server.put("kept.txt", TestServer.bytes("x"), "If-None-Match", "\"other\"");

        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals("", header(answer, "ETag"));
    }

    @Test
    void anAssetAndWhatItImportsAreKeptForAYear() {
        String page = text(server.get("/"));
        String script = page.replaceAll("(?s).*src=\"(/assets/[^\"]*live.js)\".*", "$1");
        for (String address : new String[] {script, script.replace("live.js", "words.js")}) {
            assertEquals("public, max-age=31536000, immutable", header(server.get(address), "Cache-Control"), address);
        }
        assertEquals("no-cache", header(server.get("/assets/of-an-older-release/live.js"), "Cache-Control"));
    }

    @Test
    void theTimeThatTheServerTookStandsBesideTheAnswer() {
        assertTrue(header(server.get("/"), "Server-Timing").matches("app;dur=\\d+\\.\\d"));
    }

    @Test
    void headTellsTheLengthThatGetSends() {
        HttpResponse<byte[]> head = server.send("HEAD", "/openapi.yaml", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> get = server.get("/openapi.yaml", "Accept-Encoding", "gzip");

        assertEquals(Integer.toString(get.body().length), header(head, "Content-Length"));
        assertEquals(0, head.body().length);
    }
}
