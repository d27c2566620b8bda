package dev.tallyman.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index file is taken away from under a running server. */
class LostIndexTest {
    @TempDir
    Path folder;

    private TestServer server;
    private Path index;
    private Path aside;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(folder);
        assertEquals(201, server.put("before", TestServer.bytes("one")).statusCode());
        index = server.data.resolve("index/tallyman.db");
        aside = folder.resolve("aside");
        Files.move(index, aside);
    }

    @AfterEach
    void stop() throws IOException {
        if (!Files.exists(index)) {
            Files.move(aside, index);
        }
        server.close();
    }

    @Test
    void itTakesNothingInAndSaysSoEverywhereUntilTheFileIsBack() throws IOException {
        HttpResponse<byte[]> refused = server.put("lost", TestServer.bytes("two"));
        assertEquals(503, refused.statusCode());
        says(refused);
        assertEquals(List.of("before"), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
        for (String page : List.of("/", "/runs", "/trash")) {
            HttpResponse<byte[]> answer = server.get(page, "Accept", "text/html");
            assertEquals(503, answer.statusCode(), page);
            assertEquals("5", answer.headers().firstValue("Retry-After").orElse(""), page);
            says(answer);
        }
        says(ready());
        assertEquals(503, ready().statusCode());

        Files.move(aside, index);
        assertEquals(201, server.put("after", TestServer.bytes("three")).statusCode());
        assertEquals(200, ready().statusCode());
        assertEquals(200, server.get("/", "Accept", "text/html").statusCode());
    }

    private HttpResponse<byte[]> ready() {
        return server.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.server.healthPort() + "/health/ready")));
    }

    private static void says(HttpResponse<byte[]> answer) {
        String text = TestServer.text(answer);
        assertTrue(text.contains("removed") && text.contains("tallyman restore"), text);
    }
}
