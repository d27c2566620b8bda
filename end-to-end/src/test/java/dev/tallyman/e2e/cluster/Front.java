package dev.tallyman.e2e.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValueType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page and the API of an intake, reached from outside the cluster. */
abstract sealed class Front permits Intake {
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Map<String, String> environment;
    private @Nullable Process forward;
    private String address = "";

    Front(Map<String, String> environment) {
        this.environment = environment;
    }

    abstract Cluster.Kubectl kubectl(String... arguments);

    /** The page's address, through a port-forward that is renewed when its Pod has gone. */
    String address() throws Exception {
        if (forward != null && forward.isAlive()) {
            return address;
        }
        var builder = new ProcessBuilder(
                        kubectl("port-forward", "service/tallyman", ":8080").command())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        forward = builder.start();
        var line = forward.inputReader(UTF_8).readLine();
        if (line == null) {
            throw new IOException("no port-forward");
        }
        address = "http://" + line.replaceFirst("Forwarding from (\\S+) -> .*", "$1");
        return address;
    }

    HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofMinutes(1))
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            disconnect();
            throw e;
        }
    }

    int status(String path) throws Exception {
        return send("GET", path, new byte[0]).statusCode();
    }

    /** The answer to a GET, asked again until the page is there. */
    String page(String path) throws Exception {
        return Await.until(
                        path,
                        PATIENCE,
                        () -> {
                            try {
                                var answer = send("GET", path, new byte[0]);
                                return answer.statusCode() + " " + answer.body();
                            } catch (IOException e) {
                                return e.toString();
                            }
                        },
                        answer -> answer.startsWith("200 "))
                .substring(4);
    }

    JsonObject json(String path) throws Exception {
        return JsonParser.create(page(path)).readJsonObject();
    }

    long count(String name) throws Exception {
        return json("/api/v1/summary").longValue(name, -1);
    }

    long inState(String state) throws Exception {
        return json("/api/v1/summary").objectValue("states").orElseThrow().longValue(state, 0);
    }

    /** Uploads a file and gives its id. */
    String upload(String path, byte[] body) throws Exception {
        var answer = send("PUT", "/api/v1/files/by-path/" + path, body);
        if (answer.statusCode() != 201) {
            throw new AssertionError("upload of " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonParser.create(answer.body())
                .readJsonObject()
                .stringValue("id")
                .orElseThrow();
    }

    void upload(String folder, int files) throws Exception {
        for (int i = 0; i < files; i++) {
            upload(folder + "/" + i + ".txt", (folder + i).getBytes(UTF_8));
        }
    }

    void allClassified(Duration patience) throws Exception {
        Await.until(
                "every file is classified",
                patience,
                () -> inState("classified") + " of " + count("files"),
                numbers -> numbers.matches("(\\d+) of \\1"));
    }

    void everyFileRead(int atMost) throws Exception {
        for (var file : files("?limit=1000")) {
            var attempts = file.longValue("attempts", -1);
            if (attempts < 1 || attempts > atMost) {
                throw new AssertionError(file);
            }
        }
    }

    /** Ends the port-forward; the next request makes another one. */
    void disconnect() {
        if (forward != null) {
            forward.destroy();
            forward = null;
        }
    }

    /** Asks for a run, as the buttons do; its record. */
    JsonObject click(String kind) throws Exception {
        var answer = send("POST", "/api/v1/runs", ("{\"kind\":\"" + kind + "\"}").getBytes(UTF_8));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JsonParser.create(answer.body()).readJsonObject();
    }

    /** The record of a run that has ended; waits for it. */
    JsonObject over(String id) throws Exception {
        return Await.until(
                "run " + id + " ends",
                PATIENCE,
                () -> json("/api/v1/runs/" + id),
                run -> run.value("ended").orElseThrow().type() == JsonValueType.STRING);
    }

    List<JsonObject> runs() throws Exception {
        return items("/api/v1/runs?limit=100");
    }

    /** The run that the Job of this name serves; waits for it. */
    JsonObject runOf(String job) throws Exception {
        return Await.until(
                        job + " is a run",
                        PATIENCE,
                        () -> runs().stream()
                                .filter(run -> text(run, "name").equals(job))
                                .findAny(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    /** The runs of all Pods of a Job. */
    List<JsonObject> runsOf(String job) throws Exception {
        return runs().stream().filter(run -> text(run, "job").equals(job)).toList();
    }

    /** A string of a record; empty where there is none. */
    static String text(JsonObject record, String name) {
        return record.value(name)
                .filter(value -> value.type() == JsonValueType.STRING)
                .map(value -> value.asString().value())
                .orElse("");
    }

    List<JsonObject> files(String query) throws Exception {
        return items("/api/v1/files" + query);
    }

    private List<JsonObject> items(String path) throws Exception {
        return json(path).arrayValue("items").orElseThrow().values().stream()
                .map(item -> item.asObject())
                .toList();
    }
}
