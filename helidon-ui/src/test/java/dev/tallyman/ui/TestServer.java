package dev.tallyman.ui;

import dev.tallyman.index.Index;
import dev.tallyman.rules.Habitat;
import dev.tallyman.ui.access.Authentication;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.http.listener.GracefulStop;
import dev.tallyman.ui.intake.CurrentRules;
import dev.tallyman.volume.Volume;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real server on free ports over a folder of the test, and a client for it. */
public final class TestServer implements AutoCloseable {
    public static final String BY_PATH = "/api/v1/files/by-path/";

    private final GracefulStop gracefulStop = new GracefulStop(Duration.ZERO, Duration.ofSeconds(10));
    private final HttpClient client = HttpClient.newHttpClient();
    public final Path data;
    public final Index index;
    public final IdleJobs jobs;
    public final CurrentRules rules;
    public final Server server;

    public TestServer(Path parent) {
        this(parent, null);
    }

    public TestServer(Path parent, @Nullable Path rules) {
        this(parent, rules, Budget.ofThisProcess());
    }

    public TestServer(Path parent, String bind, List<String> allowedHosts) {
        this(parent, null, bind, allowedHosts, null, Budget.ofThisProcess());
    }

    public TestServer(Path parent, @Nullable Path rules, Budget budget) {
        this(parent, rules, "127.0.0.1", List.of(), null, budget);
    }

    /** One that people sign in to. */
    public TestServer(Path parent, @Nullable Path rules, Authentication authentication) {
        this(parent, rules, "127.0.0.1", List.of(), authentication, Budget.ofThisProcess());
    }

    private TestServer(
            Path parent,
            @Nullable Path rules,
            String bind,
            List<String> allowedHosts,
            @Nullable Authentication authentication,
            Budget budget) {
        data = parent.resolve("data");
        index = Index.open(Volume.create(data), InstantSource.system());
        jobs = new IdleJobs(index.runs());
        this.rules = new CurrentRules(rules, Habitat.MACHINE, Volume.keptRules(data));
        server = new Server(new ServerParts(
                        new ServerSettings(
                                data, 0, 0, bind, allowedHosts, authentication, rules, gracefulStop, Map.of()),
                        index,
                        this.rules,
                        jobs,
                        budget,
                        InstantSource.system()))
                .start();
    }

    public HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public HttpResponse<byte[]> send(String method, String path, String... headers) {
        return send(method, path, new byte[0], headers);
    }

    /** Uploads under a name that is percent-encoded already. */
    public HttpResponse<byte[]> put(String path, byte[] body, String... headers) {
        return send("PUT", BY_PATH + path, body, headers);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + BY_PATH + path);
    }

    /** The files that lie under a folder of the volume. */
    public List<String> left(String folder) throws IOException {
        Path root = data.resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            return left(folder); // one went while they were counted
        }
    }

    public static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    public JsonObject json(String path) {
        return json(get(path));
    }

    public static JsonObject json(HttpResponse<byte[]> response) {
        return JsonParser.create(response.body()).readJsonObject();
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Sends the bytes as they are; everything that comes back until the server closes. */
    public String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
