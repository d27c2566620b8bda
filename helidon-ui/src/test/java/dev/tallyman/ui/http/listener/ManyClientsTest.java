package dev.tallyman.ui.http.listener;

import static dev.tallyman.ui.TestServer.header;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.ui.TestServer;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.budget.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What many clients together, or one that asks for too much, cannot do to the others. */
class ManyClientsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir
    Path folder;

    private TestServer server;
    private final List<Socket> clients = new ArrayList<>();

    @BeforeEach
    void start() {
        server = new TestServer(folder, null, budget(new Patience(MINUTE, MINUTE, MINUTE)));
    }

    private static Budget budget(Patience patience) {
        var little = new Budget.Given(4 << 20, 1L << 30, 1024);
        return new Budget(little, Duration.ofMillis(200), patience);
    }

    private void restart(Patience patience) throws IOException {
        server.close();
        server = new TestServer(Files.createDirectory(folder.resolve("again")), null, budget(patience));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        server.close();
    }

    private Socket client(String bytes) throws IOException {
        var client = new Socket();
        client.setReceiveBufferSize(4096);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server.port()));
        client.setSoTimeout(20_000);
        clients.add(client);
        client.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    private String metric(String name) {
        URI metrics = URI.create("http://127.0.0.1:" + server.server.healthPort() + "/metrics");
        return TestServer.text(server.send(HttpRequest.newBuilder(metrics)))
                .lines()
                .filter(line -> line.startsWith("tallyman_" + name + " "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private int limit(String of) {
        return Integer.parseInt(metric("budget_limit{of=\"" + of + "\"}"));
    }

    private void await(String metric, String value) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!metric(metric).equals(value)) {
            assertTrue(System.nanoTime() < until, metric + " is " + metric(metric));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/trash", "/files/download", "/trash/purge", "/runs"})
    void aFormIsBoundedBeforeItIsInMemory(String path) {
        byte[] form = "a".repeat(3_000_000).getBytes(StandardCharsets.US_ASCII);
        HttpRequest.Builder chunked = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.server.port() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));

        HttpResponse<byte[]> answer =
                server.send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");

        assertEquals(413, answer.statusCode());
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals(413, server.send(chunked).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"kind\":\"\\\\\",\"a\":["})
    void jsonThatIsNestedTooDeepIsABadRequest(String opening) {
        byte[] deep = opening.repeat(60_000 / opening.length()).getBytes(StandardCharsets.US_ASCII);

        assertEquals(400, server.send("POST", "/api/v1/runs", deep).statusCode());
        assertEquals(413, server.send("POST", "/api/v1/runs", new byte[100_000]).statusCode());
        byte[] brackets = ("{\"kind\":\"" + "[{\\\"".repeat(100) + "\"}").getBytes(StandardCharsets.US_ASCII);
        assertTrue(
                TestServer.text(server.send("POST", "/api/v1/runs", brackets)).contains("which kind of run"));
    }

    @Test
    void uploadsThatSendNextToNothingTakeNoPlaceFromOthers() throws IOException {
        int places = limit("uploads");
        for (int i = 0; i < 2 * places; i++) {
            client("PUT " + TestServer.BY_PATH + "idle" + i + HEAD + "Content-Length: 999\r\n\r\nabc");
        }
        await("budget_used{of=\"connections\"}", String.valueOf(2 * places));

        assertEquals(201, server.put("good", TestServer.noise(300_000)).statusCode());
        assertEquals(List.of("good"), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void moreUploadsThanThereArePlacesAreToldWhenToComeBackAndThenTakenIn() throws IOException {
        int places = limit("uploads");
        for (int i = 0; i < places; i++) {
            client("PUT "
                    + TestServer.BY_PATH
                    + "slow"
                    + i
                    + HEAD
                    + "Content-Length: 99999\r\n\r\n"
                    + "x".repeat(2_000));
        }
        await("budget_used{of=\"uploads\"}", String.valueOf(places));

        HttpResponse<byte[]> answer = server.put("more", TestServer.noise(300_000));
        assertEquals(503, answer.statusCode());
        assertEquals("5", header(answer, "Retry-After"));
        assertEquals("application/problem+json", header(answer, "Content-Type"));
        assertEquals(200, server.get("/").statusCode());
        assertEquals(List.of(), server.left("files"));

        stopClients();
        await("budget_used{of=\"uploads\"}", "0");
        assertEquals(201, server.put("more", TestServer.noise(300_000)).statusCode());
        assertEquals(List.of(), server.left("uploads"));
    }

    @Test
    void eventStreamsAreBoundedAndTheirPlacesComeBack() throws IOException {
        int places = limit("event_streams");
        for (int i = 0; i < places; i++) {
            client("GET /api/v1/events" + HEAD + "\r\n");
        }
        await("budget_used{of=\"event_streams\"}", String.valueOf(places));

        HttpResponse<byte[]> answer = server.get("/api/v1/events");

        assertEquals(503, answer.statusCode());
        assertEquals("5", header(answer, "Retry-After"));
        assertEquals(200, server.get("/api/v1/summary").statusCode());
        stopClients();
        for (int i = 0; i < 3; i++) {
            server.put("event" + i, TestServer.bytes("x")); // one that has gone is noticed when told
        }
        await("budget_used{of=\"event_streams\"}", "0");
    }

    @Test
    void whoeverMakesNoProgressIsLetGoAndWhoeverDoesIsNot() throws Exception {
        Duration second = Duration.ofSeconds(1);
        restart(new Patience(MINUTE, second, second));
        server.put("large", TestServer.noise(20_000_000));
        String id = server.json("/api/v1/files?q=large")
                .arrayValue("items")
                .orElseThrow()
                .get(0)
                .orElseThrow()
                .asObject()
                .stringValue("id")
                .orElseThrow();

        Socket head = client("GET / HTTP/1.1\r\nHost: local");
        Socket body = client("PUT " + TestServer.BY_PATH + "stalls" + HEAD + "Content-Length: 9\r\n\r\nabc");
        Socket reader = client("GET /api/v1/files/" + id + "/content" + HEAD + "\r\n");
        Socket slow = client("PUT " + TestServer.BY_PATH + "slow" + HEAD + "Content-Length: 12\r\n\r\n");
        var out = new PrintStream(slow.getOutputStream(), true, StandardCharsets.US_ASCII);
        try (var pace = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < 12; i++) {
                assertNotNull(pace.schedule(() -> out.append('a'), i * 300L, TimeUnit.MILLISECONDS));
            }
            assertEquals(201, status(slow.getInputStream()));
        }
        assertEquals(-1, head.getInputStream().read());
        assertEquals(-1, body.getInputStream().read());
        assertTrue(reader.getInputStream().readAllBytes().length < 20_000_000);
        await("connections_let_go_total", "3");
        await("budget_used{of=\"downloads\"}", "0");
        assertEquals(List.of("large", "slow"), server.left("files"));
        assertEquals(List.of(), server.left("uploads"));
    }

    private static int status(InputStream answer) throws IOException {
        String line = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
        return Integer.parseInt(line.substring(9));
    }

    @Test
    void moreConnectionsThanThereMayBeEndNothing() throws IOException {
        int most = limit("connections");
        for (int i = 0; i < 3 * most; i++) {
            client("GET / HTTP/1.1\r\nX: ");
        }
        await("budget_used{of=\"connections\"}", String.valueOf(most));

        stopClients();

        await("budget_used{of=\"connections\"}", "0");
        assertEquals(200, server.get("/").statusCode());
    }

    private void stopClients() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
    }
}
