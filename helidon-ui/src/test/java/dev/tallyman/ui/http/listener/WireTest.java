package dev.tallyman.ui.http.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in forms that HTTP allows, byte by byte as they cross the socket. */
class WireTest {
    private static final String CHUNKED =
            " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";

    @AutoClose
    private final TestServer server;

    WireTest(@TempDir Path folder) {
        server = new TestServer(folder);
    }

    @Test
    void anOldClientIsAnsweredAndTheConnectionCloses() throws IOException {
        for (String host : List.of("Host: localhost\r\n", "")) {
            String answer = server.raw("GET /api/v1/summary HTTP/1.0\r\n" + host + "\r\n");

            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            assertTrue(answer.contains("Connection: close\r\n"), answer);
            assertTrue(answer.endsWith("}"), answer);
        }
    }

    @Test
    void anOldClientUploadsWithAContentLengthAndKeepsItsConnectionWhereItAsks() throws IOException {
        String put = " HTTP/1.0\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n";
        String answers = server.raw("PUT /api/v1/files/by-path/a"
                + put
                + "Connection: Keep-Alive\r\n\r\none"
                + "PUT /api/v1/files/by-path/b"
                + put
                + "\r\ntwo");

        assertEquals(2, answers.split("HTTP/1.1 201 ", -1).length - 1, answers);
        assertTrue(answers.contains("Connection: keep-alive"), answers);
        assertFalse(answers.contains("100 Continue"), answers);
        assertEquals(List.of("a", "b"), server.left("files"));
    }

    @Test
    void anOldClientGetsNoChunks() throws IOException {
        byte[] content = TestServer.noise(300_000);
        server.put("a.bin", content);
        server.put("b.bin", content);
        String form = "id=1&id=2";
        String zip = server.raw("POST /files/download HTTP/1.0\r\nConnection: keep-alive\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + form.length()
                + "\r\n\r\n"
                + form);

        assertTrue(zip.startsWith("HTTP/1.1 200 "), zip.substring(0, 100));
        String head = zip.substring(0, zip.indexOf("\r\n\r\n"));
        assertFalse(head.toLowerCase(Locale.ROOT).contains("transfer-encoding"), head);
        assertTrue(head.contains("Connection: close"), head);
        String body = zip.substring(head.length() + 4);
        assertTrue(body.startsWith("PK\3\4"), "a ZIP from its first byte on");
        assertTrue(body.length() > 600_000 && body.lastIndexOf("PK\5\6") == body.length() - 22);
    }

    @Test
    void anOldClientFollowsTheEvents() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /api/v1/events HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String seen = readUntil(socket.getInputStream(), "event:summary");

            assertFalse(seen.toLowerCase(Locale.ROOT).contains("transfer-encoding"), seen);
        }
    }

    private static String readUntil(InputStream in, String wanted) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf(wanted) < 0) {
            int b = in.read();
            assertTrue(b >= 0, seen.toString());
            seen.append((char) b);
        }
        return seen.toString();
    }

    @Test
    void chunksMayHaveExtensionsAndTheLastOneTrailers() throws IOException {
        String answer = server.raw("PUT /api/v1/files/by-path/a"
                + CHUNKED
                + "5;name=value\r\nhello\r\n1 ; q=\"x\" \r\n!\r\n00\r\nX-Checksum: 1\r\nX-More: 2\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 201 "), answer);
        assertEquals("hello!", Files.readString(server.data.resolve("files/a")));
    }

    @Test
    void aChunkOfAnySizeArrivesWholeAndIsNotHeldInMemory() throws IOException {
        byte[] content = TestServer.noise(90_000_000);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            OutputStream out = socket.getOutputStream();
            String head = "PUT /api/v1/files/by-path/a" + CHUNKED + Integer.toHexString(content.length);
            out.write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(content);
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readUntil(socket.getInputStream(), "HTTP/1.1 201 ");
        }
        assertArrayEquals(content, Files.readAllBytes(server.data.resolve("files/a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello!\r\n0\r\n\r\n",
                "x\r\nhello\r\n0\r\n\r\n",
                "-1\r\nhello\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nTrailer: \n\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
            })
    void aChunkOutOfOrderIsTheClientsFaultAndNothingIsKept(String body) throws IOException {
        String answer = server.raw("PUT /api/v1/files/by-path/a" + CHUNKED + body);

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(List.of(), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void aRequestThatArrivesByteByByteIsTheSameRequest() throws IOException {
        String requests =
                "\r\nPUT /api/v1/files/by-path/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3;a=b\r\none\r\n0\r\nX: y\r\n\r\n"
                        + "PUT /api/v1/files/by-path/b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\ntwo"
                        + "GET http://localhost/api/v1/files/1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            socket.setTcpNoDelay(true);
            for (byte b : requests.getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(b);
            }
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertEquals(2, answers.split("HTTP/1.1 201 ", -1).length - 1, answers);
            assertEquals(1, answers.split("HTTP/1.1 200 ", -1).length - 1, answers);
        }
        assertEquals(List.of("a", "b"), server.left("files"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked, chunked\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked;a=b\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: 5, 6\r\n",
                "Content-Length: +5\r\n",
                "Content-Length: 0x5\r\n",
                "Content-Length: 99999999999999999999\r\n",
                "X: a\r\n Content-Length: 5\r\n",
            })
    void aRequestWhoseEndIsInDoubtIsRefusedAndNothingAfterItIsRead(String framing) throws IOException {
        String answer = server.raw("PUT /api/v1/files/by-path/a HTTP/1.1\r\nHost: localhost\r\n"
                + framing
                + "\r\n0\r\n\r\nGET /api/v1/summary HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertTrue(answer.matches("(?s)HTTP/1.1 (400|501) .*"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
        assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
    }
}
