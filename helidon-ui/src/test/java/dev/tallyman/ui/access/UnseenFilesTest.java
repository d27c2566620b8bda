package dev.tallyman.ui.access;

import static dev.tallyman.ui.TestServer.bytes;
import static dev.tallyman.ui.TestServer.json;
import static dev.tallyman.ui.TestServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tallyman.file.StoredFile;
import dev.tallyman.index.runs.Run;
import dev.tallyman.ui.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens in a folder that somebody does not see changes no byte of any answer that they get: every route that
 * reads is asked before anything lies there, and after.
 */
class UnseenFilesTest {
    private static final String DIGEST = "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2"; // foobar

    /** Each asks for what it names, and finds it where it is seen. */
    private static final List<String> QUERIES = List.of(
            "",
            "?q=xyz",
            "?text=xyzzy",
            "?folder=hidden",
            "?folder=hidden&sort=size",
            "?state=trashed",
            "?state=received,classified&sort=state",
            "?sort=-category&limit=1",
            "?sort=name",
            "?category=archive",
            "?mime=application/zip",
            "?format=ZIP",
            "?ending=txt",
            "?mismatch=true",
            "?risky=true",
            "?risk=macros",
            "?run=1",
            "?batch=xyzzy",
            "?size=1..10",
            "?author=Xyzzy",
            "?camera=Xyzzy",
            "?pages=1..",
            "?since=2020-01-01",
            "?stale=true");

    private final ServerWithFolders people;
    private final TestServer server;
    private final Map<String, String[]> persons = new LinkedHashMap<>();
    private final long next;

    UnseenFilesTest(@TempDir Path folder) throws IOException {
        people = new ServerWithFolders(folder);
        server = people.server;
        next = people.put("here/seen.txt").id() + 1;
    }

    @BeforeEach
    void everybody() {
        for (String group : List.of("nobodys", "here", "look", "send")) {
            persons.put(group, ServerWithFolders.headers(group, "ann"));
        }
        var made = server.send(
                "POST", "/api/v1/tokens", bytes("{\"name\": \"t\"}"), ServerWithFolders.headers("here", "ann"));
        persons.put("token", new String[] {
            "Authorization", "Bearer " + json(made).stringValue("token", "")
        });
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    void whatHappensWhereSomebodyDoesNotSeeChangesNoByteOfWhatTheyGet() {
        Run run = people.read(Set.of("here/seen.txt"));
        answers(run); // what is denied for the first time is written down
        Map<String, String> before = answers(run);
        assertTrue(before.values().stream().filter(one -> one.startsWith("200")).count() > 100, "they do get answers");

        muchHappensInTheHiddenFolder();

        assertEquals(List.of(), changes(before, answers(run)));
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = new ArrayList<>();
        after.forEach((asked, answer) -> {
            String old = before.getOrDefault(asked, "");
            if (!old.equals(answer)) {
                int at = 0;
                while (at < Math.min(old.length(), answer.length()) && old.charAt(at) == answer.charAt(at)) {
                    at++;
                }
                changes.add("\n" + asked + ": " + near(old, at) + " BECAME " + near(answer, at));
            }
        });
        return changes;
    }

    private static String near(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60))
                .replace('\n', ' ');
    }

    private void muchHappensInTheHiddenFolder() {
        String[] boss = ServerWithFolders.headers("all", "boss");
        StoredFile file = people.put("hidden/xyzzy.txt");
        assertEquals(next, file.id());
        people.put("hidden/deep/xyzzy.txt");
        StoredFile gone = people.put("hidden/xyzzy-gone.txt");
        server.send("PUT", TestServer.BY_PATH + "hidden/xyzzy-batch.txt", bytes("x"), with(boss, "Batch", "xyzzy"));
        people.read(Set.of("hidden/xyzzy.txt", "hidden/deep/xyzzy.txt"));
        assertEquals(
                204, server.send("DELETE", "/api/v1/files/" + gone.id(), boss).statusCode());
        String to = "{\"to\": \"hidden/xyzzy-moved.txt\"}";
        assertEquals(
                200,
                server.send("POST", "/api/v1/files/" + file.id() + "/move", bytes(to), boss)
                        .statusCode());
        String name = Base64.getEncoder().encodeToString(bytes("xyzzy-half.txt")) + ",relativePath "
                + Base64.getEncoder().encodeToString(bytes("hidden/xyzzy-half.txt"));
        assertEquals(
                201,
                server.send(
                                "POST",
                                "/api/v1/uploads",
                                with(
                                        boss,
                                        "Tus-Resumable",
                                        "1.0.0",
                                        "Upload-Length",
                                        "5",
                                        "Upload-Metadata",
                                        "filename " + name))
                        .statusCode());
        server.send("POST", "/api/v1/tokens", bytes("{\"name\": \"xyzzy\"}"), boss);
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    /** Of everybody to everything that reads. */
    private Map<String, String> answers(Run run) {
        Map<String, String> answers = new TreeMap<>();
        persons.forEach((name, headers) -> Needs.all().keySet().forEach(route -> {
            String[] parts = route.split(" ", 2);
            boolean reads = List.of("GET", "HEAD").contains(parts[0]) || BODIES.containsKey(route);
            if (reads && !parts[1].equals("/api/v1/events")) { // has no end
                addresses(parts[1], run, Set.of("here", "look").contains(name) ? QUERIES : QUERIES.subList(0, 4))
                        .forEach(address -> answers.put(
                                name + " " + parts[0] + " " + address, answer(parts[0], address, route, headers)));
            }
        }));
        return answers;
    }

    private static final Map<String, List<String>> BODIES = Map.of(
            "POST /api/v1/files/known",
            List.of("application/json", "[{\"sha256\": \"" + DIGEST + "\", \"size\": 6}]"),
            "POST /files/download",
            List.of("application/x-www-form-urlencoded", "id=2&id=3&id=4"));

    private List<String> addresses(String pattern, Run run, List<String> queries) {
        if (pattern.contains("{id}") && pattern.contains("runs")) {
            return List.of(pattern.replace("{id}", "" + run.id()));
        }
        if (pattern.contains("{id}")) {
            return Stream.of("?", "?size=256", "?limit=1")
                    .flatMap(query -> Stream.of(next, next + 1, next + 2)
                            .map(id -> pattern.replace("{id}", Long.toString(id)) + query))
                    .toList();
        }
        String path = pattern.replace("{+path}", "latest/folders/hidden/index.html");
        List<String> lists = List.of("/", "/live", "/trash", "/api/v1/files", "/api/v1/trash");
        List<String> addresses = new ArrayList<>(List.of(path));
        if (lists.contains(pattern)) {
            queries.forEach(query -> addresses.add(path + query));
            addresses.add(path + "?file=" + next);
        }
        if (pattern.equals("/activity") || pattern.equals("/api/v1/events/history")) {
            List.of("?person=boss", "?deed=delete", "?file=" + next, "?run=" + run.id())
                    .forEach(query -> addresses.add(path + query));
        }
        return addresses;
    }

    private String answer(String method, String address, String route, String[] headers) {
        List<String> body = BODIES.getOrDefault(route, List.of("", ""));
        String[] conditions = address.endsWith("?limit=1") && route.contains("{id}")
                ? new String[] {"If-None-Match", "\"" + DIGEST + "\"", "Range", "bytes=0-1"}
                : new String[] {"Accept-Language", "en"};
        HttpResponse<byte[]> answer = server.send(
                method,
                address,
                bytes(body.getLast()),
                with(
                        with(headers, conditions),
                        "Content-Type",
                        body.getFirst().isEmpty() ? "text/plain" : body.getFirst()));
        var told = new TreeMap<>(answer.headers().map());
        told.keySet().removeAll(Set.of("date", "server-timing", "content-length"));
        return (answer.statusCode() + " " + told + "\n" + text(answer))
                .replaceAll("\"id\":\"\\d+\",\"kind\":\"sweep\",\"number\":\\d+", "") // that, not what it did
                .replaceAll("W/\"\\w+\"", "") // of a page that says what time it is
                .replaceAll("20\\d\\d-[\\dT:.Z-]+", "")
                .replaceAll("\"(free|total)\\w*\":\\d+", "")
                .replaceAll("[\\d.,]+ (MB|GB|TB)|data-seen=\"\\d+\"|[\\d:]+ UTC|just now|\\d+ (s|min)( ago)?", "");
    }
}
