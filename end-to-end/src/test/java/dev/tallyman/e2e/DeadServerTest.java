package dev.tallyman.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server that cannot serve any more is ended, by itself, so that it is started again. */
class DeadServerTest {
    @TempDir
    Path temp;

    @Test
    void aServerWhoseListenerHasDiedEndsWithFiveAndSaysWhy() throws Exception {
        Needs.program("prlimit", "util-linux");
        try (var server = Server.start(temp.resolve("data"))) {
            assertEquals(200, status(server.healthPort(), "/health/live"));

            // None is left: Helidon's listener ends for good with the next connection.
            limitDescriptors(server, 8);
            Await.that("nobody listens", () -> status(server.port(), "/openapi.yaml") == 0);
            limitDescriptors(server, 1000);

            Await.that("live says so", () -> status(server.healthPort(), "/health/live") != 200);
            assertEquals(5, server.exit(Duration.ofMinutes(3)));
            String last = server.log().lines().toList().getLast();
            assertTrue(
                    last.startsWith("tallyman: cannot serve any more. It does not answer its own requests."),
                    server.log());
        }
    }

    private static void limitDescriptors(Server server, int most) throws Exception {
        Shell.run("prlimit", "--pid", server.pid(), "--nofile=" + most + ":1000");
    }

    /** Of a connection of its own; 0 when there is no answer. */
    private static int status(int port, String path) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
