package dev.tallyman.ui.api;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Requests of tus 1.0.0, spoken to a server without any client’s help. */
abstract class OverTus {
    static final String AT = "/api/v1/uploads";
    static final byte[] NONE = new byte[0];

    @TempDir
    Path folder;

    TestServer server;

    @BeforeEach
    void start() throws IOException {
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(rules, "uploads: {limit: 4MiB, refuse: [exe, video/*]}\n");
        server = new TestServer(folder, rules);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    HttpResponse<byte[]> tus(String method, String path, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Tus-Resumable", "1.0.0"));
        all.addAll(Arrays.asList(headers));
        return server.send(method, path, body, all.toArray(String[]::new));
    }

    static String metadata(String... pairs) {
        var text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(pairs[i]).append(' ').append(base64(TestServer.bytes(pairs[i + 1])));
        }
        return text.toString();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    String begin(String name, long length) {
        HttpResponse<byte[]> answer = tus(
                "POST",
                AT,
                NONE,
                "Upload-Length",
                Long.toString(length),
                "Upload-Metadata",
                metadata("filename", name));
        assertEquals(201, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        return header(answer, "Location");
    }

    HttpResponse<byte[]> patch(String at, long offset, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(
                List.of("Upload-Offset", Long.toString(offset), "Content-Type", "application/offset+octet-stream"));
        all.addAll(Arrays.asList(headers));
        return tus("PATCH", at, body, all.toArray(String[]::new));
    }

    String offset(String at) {
        HttpResponse<byte[]> answer = tus("HEAD", at, NONE);
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", header(answer, "Cache-Control"));
        return header(answer, "Upload-Offset");
    }

    byte[] stored(String path) throws IOException {
        return Files.readAllBytes(server.data.resolve("files").resolve(path));
    }

    static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come about");
            Thread.onSpinWait();
        }
    }
}
