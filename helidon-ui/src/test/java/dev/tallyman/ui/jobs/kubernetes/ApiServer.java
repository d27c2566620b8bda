package dev.tallyman.ui.jobs.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.websocket.WsRouting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Answers as the API server of Kubernetes does: keeps what it is given, lists it, tells those who
 * watch. It runs nothing: a test is the controllers.
 */
final class ApiServer implements AutoCloseable {
    private final Etcd etcd;
    private final Map<String, String> logs = new ConcurrentHashMap<>();
    private final Map<String, Status> refused = new ConcurrentHashMap<>();
    private final WebServer web;
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private volatile String late = "";

    ApiServer(InstantSource clock) {
        etcd = new Etcd(clock);
        web = WebServer.builder()
                .port(0)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .routing(http -> http.any("/*", this::answer))
                .addRouting(WsRouting.builder().endpoint("/*", () -> new ApiWatch(etcd)))
                .build()
                .start();
    }

    KubernetesClient client() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://localhost:" + web.port())
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(100)
                        .withWatchReconnectLimit(-1)
                        .build())
                .build();
    }

    /** What a Pod has logged. */
    void log(String pod, String text) {
        logs.put(pod, text);
    }

    /** Answers every request for these with this status, as when the right to them is missing. */
    void refuse(String resource, Status status) {
        refused.put(resource, status);
        forget();
    }

    void allow(String resource) {
        refused.remove(resource);
    }

    /** Ends all watches as it does every few minutes. */
    void endWatches() {
        etcd.endWatches();
    }

    /** Ends all watches, and nobody can go on where they were. */
    void forget() {
        etcd.forget();
    }

    @Override
    public void close() {
        hanging.countDown();
        etcd.endWatches();
        web.stop();
    }

    /** Takes requests and answers none of them, as when the network loses all packets. */
    void hang() {
        hanging = new CountDownLatch(1);
    }

    /** Takes as long as it likes to answer about these, and answers everything else. */
    void hang(String resource) {
        late = resource;
        hang();
    }

    void answer() {
        hanging.countDown();
    }

    private void answer(ServerRequest request, ServerResponse response) throws InterruptedException {
        if (request.prologue().uriPath().path().contains(late)) {
            hanging.await();
        }
        if (request.prologue().uriPath().path().equals("/version")) {
            JsonObject version =
                    JsonObject.builder().set("gitVersion", "v1.34.4").build();
            send(response, Status.OK_200, version);
            return;
        }
        Optional<ApiPath> path = ApiPath.of(request.prologue().uriPath().path());
        Status refusal = path.map(it -> refused.get(it.resource())).orElse(null);
        if (refusal != null) {
            String message = "%s is forbidden: User \"ui\" cannot list resource \"%s\""
                    .formatted(path.get().resource(), path.get().resource());
            send(response, refusal, failure(refusal, "Forbidden", message));
        } else if (path.isEmpty()) {
            fail(response, Status.NOT_FOUND_404, "NotFound");
        } else {
            answer(request, response, path.get());
        }
    }

    private void answer(ServerRequest request, ServerResponse response, ApiPath path) {
        if (path.name() == null) {
            collection(request, response, path.collection());
        } else if ("log".equals(path.part())) {
            response.header(HeaderNames.CONTENT_TYPE, "text/plain");
            response.send(logs.getOrDefault(path.name(), "").getBytes(StandardCharsets.UTF_8));
        } else {
            one(request, response, path.object());
        }
    }

    private void collection(ServerRequest request, ServerResponse response, String collection) {
        if (request.prologue().method().text().equals("GET")) {
            send(response, Status.OK_200, etcd.list(collection, ApiPath.selects(request.query())));
            return;
        }
        JsonObject given = body(request);
        String name = given.objectValue("metadata")
                .flatMap(data -> data.stringValue("name"))
                .orElseThrow();
        etcd.create(collection + "/" + name, given)
                .ifPresentOrElse(
                        made -> send(response, Status.CREATED_201, made),
                        () -> fail(response, Status.CONFLICT_409, "AlreadyExists"));
    }

    private void one(ServerRequest request, ServerResponse response, String path) {
        Optional<JsonObject> found = etcd.get(path);
        if (found.isEmpty()) {
            fail(response, Status.NOT_FOUND_404, "NotFound");
            return;
        }
        JsonObject answer = switch (request.prologue().method().text()) {
            case "GET" -> found.get();
            case "PUT" -> etcd.replace(path, body(request));
            case "PATCH" -> etcd.replace(path, Etcd.merge(found.get(), patch(request)));
            case "DELETE" -> etcd.delete(path).orElseThrow();
            default -> throw new AssertionError(request.prologue());
        };
        send(response, Status.OK_200, answer);
    }

    private static JsonObject patch(ServerRequest request) {
        String type = request.headers().contentType().orElseThrow().text();
        if (!type.equals("application/merge-patch+json")) {
            throw new AssertionError("this patch is not understood: " + type);
        }
        return body(request);
    }

    private static JsonObject body(ServerRequest request) {
        return JsonParser.create(request.content().as(byte[].class)).readJsonObject();
    }

    private static void fail(ServerResponse response, Status status, String reason) {
        send(response, status, failure(status, reason));
    }

    static JsonObject failure(Status status, String reason) {
        return failure(status, reason, reason + ", says the API server");
    }

    private static JsonObject failure(Status status, String reason, String message) {
        return JsonObject.builder()
                .set("kind", "Status")
                .set("apiVersion", "v1")
                .set("status", "Failure")
                .set("reason", reason)
                .set("message", message)
                .set("code", status.code())
                .build();
    }

    private static void send(ServerResponse response, Status status, JsonObject json) {
        response.status(status)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
