package dev.tallyman.ui.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.api.runs.RunsApi;
import dev.tallyman.ui.api.runs.SchedulesApi;
import dev.tallyman.ui.http.budget.Budget;
import dev.tallyman.ui.jobs.RunnerSetup;
import dev.tallyman.ui.jobs.local.LocalRunner;
import io.helidon.json.JsonObject;
import io.helidon.json.JsonParser;
import io.helidon.json.JsonValueType;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsApiTest {
    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private RunnerSetup stage;
    private LocalRunner runner;
    private WebServer server;

    @BeforeEach
    void open() {
        stage = new RunnerSetup(folder.resolve("data"));
        runner = stage.runner("talk");
        server = WebServer.builder()
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.register(
                                "/api/v1/runs", new RunsApi(stage.index.runs(), runner, Budget.ofThisProcess()))
                        .register("/api/v1/schedules", new SchedulesApi(runner)))
                .build()
                .start();
    }

    @AfterEach
    void close() {
        runner.close();
        server.stop();
        stage.close();
        client.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/api/v1" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        // As curl sends it.
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.create(response.body()).readJsonObject();
    }

    @Test
    void aParameterThatListsDoNotKnowIsRefusedInsteadOfShowingEverything() throws Exception {
        var answer = send(to("/runs?state=running").GET());

        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals(200, send(to("/runs?kind=sweep&limit=3").GET()).statusCode());
    }

    @Test
    void anIdHasOneSpelling() throws Exception {
        post("/runs", "{\"kind\":\"sweep\"}");

        assertEquals(200, send(to("/runs/1").GET()).statusCode());
        for (String id : List.of("+1", "01", "%D9%A1", "1.0", "-1")) {
            assertEquals(404, send(to("/runs/" + id).GET()).statusCode(), id);
        }
    }

    @Test
    void aClickIs202WithItsLocationAndASecondJoins() throws Exception {
        var first = post("/runs", "{\"kind\":\"sweep\",\"policy\":\"fcfs\"}");
        var second = post("/runs", "{\"kind\":\"sweep\"}");

        assertEquals(202, first.statusCode());
        assertEquals(200, second.statusCode());
        String id = json(first).stringValue("id", "");
        assertEquals(id, json(second).stringValue("id", ""));
        assertEquals(
                "/api/v1/runs/" + id, first.headers().firstValue("Location").orElse(""));
        assertEquals("fcfs", json(first).stringValue("policy", ""));
        var list = json(send(to("/runs?kind=sweep"))).arrayValue("items").orElseThrow();
        assertEquals(1, list.size());
    }

    @Test
    void whatIsNoRunIsRefusedWithTheAllowedWords() throws Exception {
        for (String body : List.of(
                "",
                "[]",
                "{\"kind\":\"restore\"}",
                "{\"kind\":\"sweep\",\"policy\":\"lifo\"}",
                "{\"kind\":\"sweep\",\"workers\":0}",
                "{\"kind\":\"sweep\",\"workers\":\"2\"}",
                "{\"kind\":7}",
                "{\"kind\":\"sweep\",\"image\":\"evil\"}")) {
            assertEquals(400, post("/runs", body).statusCode(), body);
        }
        assertEquals(0, stage.runs(Run.Kind.SWEEP).size());
        assertEquals(404, send(to("/runs/17")).statusCode());
        assertEquals(404, send(to("/runs/x/log")).statusCode());
        assertEquals(400, send(to("/runs?kind=x")).statusCode());
        assertEquals(400, send(to("/runs?limit=0")).statusCode());
    }

    @Test
    void historyIsPagedNewestFirst() throws Exception {
        for (int i = 0; i < 5; i++) {
            Run run = stage.index
                    .runs()
                    .request(Run.Kind.HOUSEKEEPING, Run.Trigger.CLICK, null, null)
                    .run();
            stage.index.runs().end(run.id(), Run.Status.DONE, 0, "Done");
        }
        var first = json(send(to("/runs?limit=3")));
        var second = json(send(to("/runs?limit=3&cursor=" + first.stringValue("next", ""))));

        assertEquals(3, first.arrayValue("items").orElseThrow().size());
        assertEquals(2, second.arrayValue("items").orElseThrow().size());
        assertEquals(JsonValueType.NULL, second.value("next").orElseThrow().type());
    }

    @Test
    void theLogIsFollowedWhileItGrowsAndEndsWithTheRun() throws Exception {
        String id = json(post("/runs", "{\"kind\":\"sweep\"}")).stringValue("id", "");
        CompletableFuture<HttpResponse<String>> following = client.sendAsync(
                to("/runs/" + id + "/log?follow").build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        Path log = stage.index.volume().log(Long.parseLong(id));
        RunnerSetup.until(() -> read(log).contains("waiting"));
        Files.createFile(stage.index.volume().logs().resolve("go"));

        String events = following.get().body();

        assertTrue(events.contains("data:grüße: waiting"), events);
        assertTrue(events.contains("data:went on, without a last newline"), events);
        assertTrue(events.contains("event:end"), events);
        assertEquals(read(log), send(to("/runs/" + id + "/log")).body());
        int waiting = read(log).substring(0, read(log).indexOf("went on")).getBytes(StandardCharsets.UTF_8).length;
        String rest = send(to("/runs/" + id + "/log?follow").header("Last-Event-ID", "" + waiting))
                .body();
        assertTrue(rest.contains("went on") && !rest.contains("waiting"), rest);
    }

    @Test
    void deleteCancelsARunAndOnlyWhileItLives() throws Exception {
        String id = json(post("/runs", "{\"kind\":\"sweep\"}")).stringValue("id", "");

        var cancelled = send(to("/runs/" + id).DELETE());

        assertEquals("cancelled", json(cancelled).stringValue("state", ""));
        assertEquals(409, send(to("/runs/" + id).DELETE()).statusCode());
        assertEquals(404, send(to("/runs/99").DELETE()).statusCode());
    }

    @Test
    void aScheduleIsPausedAndResumedByItsName() throws Exception {
        var listed = json(send(to("/schedules"))).arrayValue("items").orElseThrow();
        var schedule = listed.get(0).orElseThrow().asObject();
        assertEquals("sweep", schedule.stringValue("name", ""));
        assertEquals("Europe/Berlin", schedule.stringValue("timezone", ""));

        assertEquals(
                true,
                json(post("/schedules/sweep/pause", "")).booleanValue("paused").orElseThrow());
        assertEquals(
                false,
                json(post("/schedules/tallyman-sweep/resume", ""))
                        .booleanValue("paused")
                        .orElseThrow());
        assertEquals(404, post("/schedules/nightly/pause", "").statusCode());
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
