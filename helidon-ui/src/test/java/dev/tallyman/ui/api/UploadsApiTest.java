package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static dev.tallyman.ui.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import io.helidon.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsApiTest {
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

    private Path file(String path) {
        return server.data.resolve("files").resolve(path);
    }

    @Test
    void anUploadIsOnTheVolumeAndInTheIndexWhenItIsAnswered() throws Exception {
        byte[] body = TestServer.noise(3_000_000);

        HttpResponse<byte[]> answer = server.put("a/%C3%BCn%C3%AF%20c%20100%25.bin", body);

        assertEquals(201, answer.statusCode());
        JsonObject file = json(answer);
        assertEquals("a/ünï c 100%.bin", file.stringValue("path", ""));
        assertEquals(body.length, file.longValue("size", -1));
        assertEquals("received", file.stringValue("state", ""));
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body)),
                file.stringValue("sha256", ""));
        assertEquals("/api/v1/files/" + file.stringValue("id", ""), header(answer, "Location"));
        assertArrayEquals(body, Files.readAllBytes(file("a/ünï c 100%.bin")));
        assertEquals(List.of(), server.left("uploads"));
        assertEquals(1, server.jobs.uploads.get());
        assertEquals(
                file.stringValue("path", ""),
                server.json(header(answer, "Location")).stringValue("path", "?"));
    }

    @Test
    void aBodyWithoutALengthIsTakenInToo() throws IOException {
        byte[] body = TestServer.noise(700_000);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri("chunked.bin"))
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertEquals(201, server.send(request).statusCode());
        assertArrayEquals(body, Files.readAllBytes(file("chunked.bin")));
    }

    @Test
    void anEmptyFileIsAFile() {
        assertEquals(201, server.put("empty", new byte[0]).statusCode());
        assertEquals(
                0,
                server.json("/api/v1/files")
                        .arrayValue("items")
                        .orElseThrow()
                        .get(0)
                        .orElseThrow()
                        .asObject()
                        .longValue("size", -1));
    }

    @Test
    void aTakenNameGetsTheNextFreeOneOrIsRefusedWhenThatIsWanted() throws IOException {
        server.put("a.txt", TestServer.bytes("first"));

        assertEquals(
                "a (2).txt",
                json(server.put("a.txt", TestServer.bytes("second"))).stringValue("path", ""));
        HttpResponse<byte[]> refused = server.put("a.txt", TestServer.bytes("third"), "If-None-Match", "*");

        assertEquals(412, refused.statusCode());
        assertEquals("application/problem+json", header(refused, "Content-Type"));
        assertEquals("first", Files.readString(file("a.txt")));
        assertEquals(List.of("a (2).txt", "a.txt"), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void whatADeadServerLeftWithoutARowIsTakenOverByTheSameUploadAndByNoOther() throws IOException {
        Files.writeString(file("a.txt"), "first");
        assertEquals(412, sent("first"));
        assertEquals(412, sent("other", "Idempotency-Key", "one"));
        assertEquals(201, sent("first", "Idempotency-Key", "two"));
        assertEquals(412, sent("first", "Idempotency-Key", "three"));
        assertEquals(List.of("a.txt"), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    private int sent(String text, String... key) throws IOException {
        String[] headers =
                Stream.concat(Stream.of("If-None-Match", "*"), Stream.of(key)).toArray(String[]::new);
        return server.put("a.txt", TestServer.bytes(text), headers).statusCode();
    }

    @Test
    void uploadsOfOneNameAtOnceAreAsManyFiles() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> upload =
                    () -> server.put("same.txt", TestServer.bytes("x")).statusCode();
            for (Future<Integer> status : pool.invokeAll(java.util.Collections.nCopies(8, upload))) {
                assertEquals(201, status.get());
            }
        }
        assertEquals(8, server.left("files").size());
        assertEquals(8, server.json("/api/v1/summary").longValue("files", -1));
    }

    @Test
    void aNameOf255BytesIsTakenInAndOneOf256IsNot() {
        assertEquals(
                201, server.put("d/" + "x".repeat(255), TestServer.bytes("a")).statusCode());
        assertEquals(
                201, server.put("d/" + "x".repeat(255), TestServer.bytes("b")).statusCode());
        assertEquals(
                400, server.put("d/" + "x".repeat(256), TestServer.bytes("c")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caf%E9%FF.txt",
                "new%0Aline.txt",
                "%E2%80%AEgnp.exe.txt",
                "%3Cscript%3Ealert(1)%3C%2Fb%3E.txt",
                "a;b=c.txt",
                "%22quotes%22%27.txt",
                "a%5C..%5Cb.txt",
                "%20%20.txt",
                "...",
                "e%CC%81.txt",
            })
    void aHostileNameIsStoredByteForByteAndComesBack(String name) throws IOException {
        String segment = name.replace("%2F", "%E2%88%95");

        HttpResponse<byte[]> answer = server.put(segment, TestServer.bytes("body"));

        assertEquals(201, answer.statusCode());
        String location = header(answer, "Location");
        HttpResponse<byte[]> content = server.get(location + "/content");
        assertEquals("body", TestServer.text(content));
        assertTrue(header(content, "Content-Disposition").startsWith("attachment; "));
        JsonObject file = server.json(location);
        boolean utf8 = !name.contains("%FF");
        assertEquals(utf8, !file.containsKey("path_bytes"));
        if (!utf8) {
            assertArrayEquals(
                    new byte[] {'c', 'a', 'f', (byte) 0xe9, (byte) 0xff, '.', 't', 'x', 't'},
                    Base64.getDecoder().decode(file.stringValue("path_bytes", "")));
        }
        assertEquals(204, server.send("DELETE", location).statusCode());
        assertEquals(200, server.send("POST", location + "/restore").statusCode());
        assertEquals("body", TestServer.text(server.get(location + "/content")));
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(TestServer.bytes("PUT "
                    + TestServer.BY_PATH
                    + "cut HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n"));
            out.write(TestServer.noise(1_000_000));
            out.flush();
            await(() -> server.left("uploads").size() == 1);
        }

        await(() -> server.left("uploads").isEmpty());
        assertEquals(List.of(), server.left("files"));
        assertEquals(0, server.json("/api/v1/summary").longValue("files", -1));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < end, "waited 10 s in vain");
            Thread.onSpinWait();
        }
    }

    @Test
    void aFileGoesToTheTrashComesBackAndIsPurged() throws IOException {
        String location = header(server.put("t.txt", TestServer.bytes("x")), "Location");
        String id = location.substring(location.lastIndexOf('/') + 1);

        assertEquals(204, server.send("DELETE", location).statusCode());
        assertEquals(409, server.send("DELETE", location).statusCode());
        assertEquals(List.of(), server.left("files"));
        assertEquals(
                0,
                server.json("/api/v1/files").arrayValue("items").orElseThrow().size());
        assertEquals(
                1,
                server.json("/api/v1/trash").arrayValue("items").orElseThrow().size());
        assertEquals(404, server.get(location + "/content").statusCode());

        server.put("t.txt", TestServer.bytes("another"));
        HttpResponse<byte[]> restored = server.send("POST", location + "/restore");
        assertEquals(200, restored.statusCode());
        assertEquals("t (2).txt", json(restored).stringValue("path", ""));
        assertEquals(3, server.jobs.uploads.get(), "what comes back may wait for a sweep");
        assertEquals(409, server.send("POST", location + "/restore").statusCode());
        assertEquals(404, server.send("DELETE", "/api/v1/trash/" + id).statusCode());

        server.send("DELETE", location);
        assertEquals(204, server.send("DELETE", "/api/v1/trash/" + id).statusCode());
        assertEquals(404, server.get(location).statusCode());
        assertEquals(204, server.send("DELETE", "/api/v1/trash").statusCode());
        assertEquals(Set.of("t.txt"), Set.copyOf(server.left("files")));
    }
}
