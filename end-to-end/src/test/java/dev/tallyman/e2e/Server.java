package dev.tallyman.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonValueType;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code tallyman serve} as a process of its own, spoken to over HTTP. */
final class Server implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path data;
    private final Path log;
    private final Process process;
    private final int port;
    private final int healthPort;

    private Server(List<String> within, Path data, Map<String, String> environment, List<String> flags)
            throws IOException {
        this.data = data;
        this.log = Files.createTempFile("tallyman-serve-", ".log");
        this.port = freePort();
        this.healthPort = freePort();
        var arguments =
                new ArrayList<Object>(List.of("serve", "--data", data, "--port", port, "--health-port", healthPort));
        arguments.addAll(flags);
        this.process = Tallyman.launch(within, environment, arguments, log, log);
    }

    static Server start(Path data, String... flags) throws Exception {
        return start(Map.of(), data, flags);
    }

    static Server start(Map<String, String> environment, Path data, String... flags) throws Exception {
        return answering(new Server(List.of(), data, environment, List.of(flags)));
    }

    /** Starts it within a bound on memory, which it sees from its first moment. */
    static Server start(Cgroup cgroup, Path data) throws Exception {
        return answering(new Server(cgroup.enter(), data, Map.of(), List.of()));
    }

    private static Server answering(Server server) throws Exception {
        try {
            Await.that("the server answers", () -> {
                if (!server.process.isAlive()) {
                    throw new AssertionError("serve ended: " + server.log());
                }
                return server.answers();
            });
            return server;
        } catch (Exception | Error e) {
            server.close();
            throw e;
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return List.of(200, 401).contains(get("/api/v1/summary").status()); // or asks who we are
        } catch (IOException _) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Path data() {
        return data;
    }

    int port() {
        return port;
    }

    int healthPort() {
        return healthPort;
    }

    long pid() {
        return process.pid();
    }

    /** Its exit code, once it has ended by itself. */
    int exit(Duration within) throws InterruptedException {
        if (!process.waitFor(within)) {
            throw new AssertionError("it goes on");
        }
        return process.exitValue();
    }

    String metrics() throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + healthPort + "/metrics");
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString(UTF_8))
                .body();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** An answer; its body keeps every byte as one character. */
    record Answer(int status, Map<String, List<String>> headers, String latin1) {
        byte[] bytes() {
            return latin1.getBytes(ISO_8859_1);
        }

        String body() {
            return new String(bytes(), UTF_8);
        }

        JsonObject json() {
            return Json.object(body());
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String id() {
            return json().stringValue("id").orElseThrow();
        }

        Answer answered(int expected) {
            assertEquals(expected, status, this::body);
            return this;
        }
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    /** As a page's form sends it. */
    Answer form(String path, String fields) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(fields), "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Uploads under a name that is percent-encoded already. */
    Answer put(String encoded, byte[] body, String... headers) throws IOException, InterruptedException {
        return put(encoded, BodyPublishers.ofByteArray(body), headers);
    }

    Answer put(String encoded, BodyPublisher body, String... headers) throws IOException, InterruptedException {
        return send("PUT", "/api/v1/files/by-path/" + encoded, body, headers);
    }

    /** Uploads a text and gives its id. */
    String upload(String encoded, String text) throws IOException, InterruptedException {
        return put(encoded, text.getBytes(UTF_8)).answered(201).id();
    }

    private Answer send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = CLIENT.send(request.build(), BodyHandlers.ofString(ISO_8859_1));
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    JsonObject summary() throws IOException, InterruptedException {
        return get("/api/v1/summary").answered(200).json();
    }

    /** Waits until no file waits any more, and no run does. */
    Server settle() throws Exception {
        Await.that(
                "every file has its verdict",
                () -> summary().objectValue("backlog").orElseThrow().longValue("files", -1) == 0);
        return this;
    }

    /** Sweeps, and waits until that sweep has ended: nothing may wait while it still discovers. */
    Server sweep() throws Exception {
        var run = "/api/v1/runs/" + post("/api/v1/runs", "{\"kind\":\"sweep\"}").id();
        Await.that(
                "the sweep has ended",
                () -> get(run).answered(200).json().value("ended").orElseThrow().type() == JsonValueType.STRING);
        return settle();
    }

    /** SIGKILL, for it and for the Jobs that it has started. */
    void kill() {
        List<ProcessHandle> family = killAlone();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member -> member.onExit().join());
    }

    /** SIGKILL for it alone; the Jobs that it leaves behind. */
    List<ProcessHandle> killAlone() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        return family;
    }

    /** SIGTERM, and true when nothing of it was left after its grace. */
    boolean stop() {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        boolean alone = !process.isAlive() && family.stream().noneMatch(ProcessHandle::isAlive);
        kill();
        family.forEach(ProcessHandle::destroyForcibly);
        return alone;
    }

    @Override
    public void close() throws IOException {
        stop();
        Files.deleteIfExists(log);
    }
}
